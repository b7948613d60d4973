package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/// A customer's page.
record MyReports(Page page, Part part) {
    static final String PATH = "/profile/reports";
    static final String RECEIVED = "📬 You received a new report message!";

    /// The page in this tab, once it is live.
    static MyReports on(Page page) {
        MyReports reports = new MyReports(page, Part.of(page));
        reports.live();
        return reports;
    }

    void live() {
        assertThat(part.status("Connection")).hasText("Live");
    }

    Part report(String title) {
        return part.list("Reports").item(title);
    }

    void open(String title) {
        report(title).button(title).click();
    }

    /// These and no others are listed, from the top.
    void lists(List<String> titles) {
        Locator headings = part.list("Reports").items().getByRole(com.microsoft.playwright.options.AriaRole.HEADING);
        assertThat(headings).hasText(titles.toArray(String[]::new));
    }

    void isNew(String title) {
        assertThat(report(title).saying("NEW")).isVisible();
    }

    void isRead(String title) {
        assertThat(report(title).saying("NEW")).isHidden();
    }

    /// The heading and the tab's title say how many are unread.
    void unread(int count) {
        assertThat(part.title(count == 0 ? "My Reports" : "My Reports " + count + " unread"))
                .isVisible();
        assertThat(page).hasTitle((count == 0 ? "" : "(" + count + ") ") + "My Reports · Postroom");
    }
}
