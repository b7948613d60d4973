package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// The dialog in which an admin writes to a customer.
record ReportDialog(Page page, Part part) {
    static final String SENT = "✅ Report message sent successfully! User will receive it instantly.";

    static ReportDialog on(Page page) {
        return new ReportDialog(page, Part.of(page).dialog("Send report message"));
    }

    /// It is open, and goes to this customer.
    ReportDialog to(Account customer) {
        assertThat(part.here()).containsText(customer.name());
        assertThat(part.here()).containsText(customer.email());
        return this;
    }

    ReportDialog write(String title, String message) {
        part.text("Title").fill(title);
        part.text("Message").fill(message);
        return this;
    }

    ReportDialog status(String status) {
        part.choice("Status").selectOption(status);
        return this;
    }

    Locator button() {
        return part.button("Send Message");
    }

    Locator again() {
        return part.button("Try again");
    }

    /// Sends, and waits until it is said to be sent and the dialog has closed.
    void send() {
        button().click();
        sent();
    }

    void sent() {
        assertThat(Part.of(page).saying(SENT)).isVisible();
        assertThat(part.here()).isHidden();
    }

    /// Whether what was written is to be thrown away.
    Part question() {
        return Part.of(page).question("Discard this message?");
    }

    /// What was written is still there.
    void keeps(String title, String message) {
        assertThat(part.text("Title")).hasValue(title);
        assertThat(part.text("Message")).hasValue(message);
    }
}
