package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who logs out in one tab is logged out in all tabs of this role, and each of them says so and leads back.
class LoggedOutIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final String ENDED = "You are no longer logged in.";

    private Window window;

    @BeforeEach
    void browser() {
        window = scene.window();
    }

    /// The first tab has the socket, the second one speaks through it.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theOtherTabSaysItAndLeadsBackToItsPage(int here) {
        MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        MyReports.on(window.open(MyReports.PATH + "?status=Issue"));
        Page other = window.context().pages().get(1 - here);
        String before = other.url();

        Part.of(window.context().pages().get(here)).button("Log out").click();

        Login login = Login.on(other);
        assertThat(login.part().title("Log in")).isVisible();
        assertThat(login.part().saying(ENDED)).isVisible();
        login.as(scene.customer());
        MyReports.on(other);
        assertThat(other).hasURL(before);
    }

    @Test
    void whoHasLoggedOutHereIsNotToldSo() {
        Page page = MyReports.on(window.enter(scene.customer(), MyReports.PATH)).page();

        Part.of(page).button("Log out").click();

        assertThat(Part.of(page).title("Log in")).isVisible();
        assertThat(Part.of(page).saying(ENDED)).isHidden();
    }

    @Test
    void whereSomebodyWritesItIsSaidAtOnceAndTheTextIsSentAfterTheNextLogin() {
        ReportDialog dialog = scene.dialog(window).write("A long text", "Written with care.");
        Page other = window.open("/admin/orders");
        assertThat(Part.of(other).status("Connection")).hasText("Live");

        Part.of(other).button("Log out").click();

        assertThat(dialog.part().alert()).containsText("You were logged out.");
        assertThat(Part.of(dialog.page()).status("Connection")).containsText(ENDED);
        dialog.keeps("A long text", "Written with care.");
        Page again = window.context()
                .waitForPage(() -> dialog.part().link("Log in again").click());
        Login.on(again).as(scene.admin());
        assertThat(dialog.part().alert()).isHidden();
        assertThat(Part.of(dialog.page()).status("Connection")).hasText("Live");
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void whoeverLogsInInsteadIsToldWhomTheMessageWillComeFrom() {
        ReportDialog dialog = scene.dialog(window).write("A long text", "Written with care.");
        Page other = window.open("/admin/orders");
        assertThat(Part.of(other).status("Connection")).hasText("Live");
        Part.of(other).button("Log out").click();
        Page again = window.context()
                .waitForPage(() -> dialog.part().link("Log in again").click());

        Account bea = scene.installation().admin("Bea Admin");
        Login.on(again).as(bea);

        assertThat(dialog.part().here().getByRole(AriaRole.STATUS))
                .hasText("You are now logged in as %s; the message will come from %<s.".formatted(bea.name()));
        assertThat(Part.of(dialog.page()).status("Connection")).hasText("Live");
        dialog.keeps("A long text", "Written with care.");
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void theOtherRoleStaysLoggedIn() {
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        Page desk = window.enter(scene.admin(), "/admin/orders");

        Part.of(desk).button("Log out").click();

        assertThat(Part.of(desk).title("Admin log in")).isVisible();
        scene.installation().send(scene.admin(), scene.customer(), "Still here");
        reports.isNew("Still here");
        reports.live();
    }
}
