package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a message is said before it is sent: all of it at once, and in the words of the page.
class WrongTextIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private ReportDialog dialog;
    private Locator title;
    private Locator message;

    @BeforeEach
    void open() {
        dialog = scene.dialog(scene.window());
        title = dialog.part().text("Title");
        message = dialog.part().text("Message");
    }

    @Test
    void bothFieldsAreSaidAtOnceAndTheFirstHasTheFocus() {
        dialog.button().click();

        isWrong(title, "200", "Write a title.");
        isWrong(message, "2000", "Write a message.");
        assertThat(title).isFocused();
        assertThat(dialog.button()).isVisible();
    }

    @Test
    void whatIsTooLongIsSaidWithHowMuchMayBeAndGoesAsSoonAsItFits() {
        dialog.write("t".repeat(201), "m".repeat(2001));

        dialog.button().click();

        isWrong(title, "201 / 200", "The title is too long: at most 200 characters.");
        isWrong(message, "2001 / 2000", "The message is too long: at most 2000 characters.");
        title.fill("t".repeat(200));
        assertThat(title).hasAttribute("aria-invalid", "false");
        assertThat(title).hasAccessibleDescription("200 / 200");
        assertThat(message).hasAttribute("aria-invalid", "true");
        message.fill("m".repeat(2000));
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void anEmojiCountsAsTheServerCountsIt() {
        dialog.write("📬".repeat(101), "A text");
        dialog.button().click();
        isWrong(title, "202 / 200", "The title is too long: at most 200 characters.");

        title.fill("📬".repeat(100));
        assertThat(title).hasAccessibleDescription("200 / 200");
        dialog.send();

        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u2003", "\u3000", "\u001f"})
    void whatIsBlankToTheServerIsBlankHere(String blank) {
        dialog.write(blank, "A text");

        dialog.button().click();

        assertThat(title).hasAttribute("aria-invalid", "true");
        assertThat(message).hasAttribute("aria-invalid", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200b", "\ufeff"})
    void whatIsNotBlankToTheServerIsSent(String title) {
        dialog.write(title, "A text").send();

        assertThat(scene.installation().messages(scene.customer()).getFirst()).containsEntry("title", title);
    }

    @Test
    void theWordsKeepAwayFromTheRingOfTheFocus() {
        dialog.button().click();
        assertThat(title).isFocused();

        Locator words = dialog.part().saying("Write a title.");
        double under = title.boundingBox().y + title.boundingBox().height;

        assertThat(words.boundingBox().y - under).isGreaterThanOrEqualTo(5);
    }

    private static void isWrong(Locator field, String count, String words) {
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAccessibleDescription((count.contains("/") ? count : "0 / " + count) + " " + words);
    }
}
