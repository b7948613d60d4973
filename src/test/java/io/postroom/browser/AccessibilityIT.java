package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever does not see the pages, or has no mouse, uses them all the same.
class AccessibilityIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private Account admin;
    private Account customer;
    private Purchase purchase;

    @BeforeEach
    void people() {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
        purchase = scene.installation().purchase(customer);
        scene.installation().send(admin, customer, "A report");
        scene.installation().send(admin, customer, "Another report");
    }

    private Window window(ColorScheme scheme) {
        // What moves has colours of its own half-way.
        return scene.window(
                0, new Browser.NewContextOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingOnTheLoginPages(ColorScheme scheme) {
        Window window = window(scheme);
        for (String path : new String[] {"/login", "/admin/login"}) {
            Page page = window.open(path);
            Part login = Part.of(page);
            assertThat(login.button("Log in")).isVisible();
            Axe.findsNothing(page);

            Login.on(page).with("nobody@customer.example", "wrong");
            assertThat(login.alert()).isVisible();
            Axe.findsNothing(page);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingOnMyReports(ColorScheme scheme) {
        MyReports reports = MyReports.on(window(scheme).enter(customer, MyReports.PATH));
        reports.isNew("Another report");
        Axe.findsNothing(reports.page());

        scene.installation().send(admin, customer, "The newest");
        assertThat(reports.part().saying(MyReports.RECEIVED)).isVisible();
        reports.open("A report");
        reports.isRead("A report");
        Axe.findsNothing(reports.page());

        reports.part().search("Search reports").fill("no such thing");
        assertThat(reports.part().heading("Nothing matches")).isVisible();
        Axe.findsNothing(reports.page());
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingOnTheAdminsPages(ColorScheme scheme) {
        Page desk = window(scheme).enter(admin, "/admin/orders");
        Part page = Part.of(desk);
        page.search("Search orders").fill(purchase.id());
        page.list("Orders").item(purchase.id()).button("Order " + purchase.id()).click();
        assertThat(page.list("Orders").items()).hasCount(1);
        Axe.findsNothing(desk);

        page.link("Reports").click();
        assertThat(page.list("Sent messages").item("A report").here()).isVisible();
        Axe.findsNothing(desk);

        page.search("Search customers").fill(customer.email());
        page.list("Customers").link(customer.name()).click();
        assertThat(page.list("Messages").item("A report").here()).isVisible();
        Axe.findsNothing(desk);

        page.tab("Orders").click();
        assertThat(page.list("Orders").button("📨 Report")).isVisible();
        Axe.findsNothing(desk);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingInTheDialog(ColorScheme scheme) {
        Page desk = window(scheme).enter(admin, "/admin/reports/" + customer.id());
        Part.of(desk).tab("Orders").click();
        Part.of(desk).list("Orders").button("📨 Report").click();
        ReportDialog dialog = ReportDialog.on(desk).to(customer);
        Axe.findsNothing(desk);

        dialog.button().click();
        assertThat(dialog.part().text("Title")).hasAttribute("aria-invalid", "true");
        Axe.findsNothing(desk);

        dialog.write("A title", "A text");
        desk.keyboard().press("Escape");
        assertThat(dialog.question().button("Keep writing")).isFocused();
        Axe.findsNothing(desk);
        desk.keyboard().press("Enter");

        dialog.send();
        Axe.findsNothing(desk);
    }

    @Test
    void anAdminSendsByKeyboardAlone() {
        Page desk = scene.window().enter(admin, "/admin/reports/" + customer.id());
        Locator opener = Part.of(desk).button("📨 Send Message");
        reach(desk, opener);
        desk.keyboard().press("Enter");
        ReportDialog dialog = ReportDialog.on(desk).to(customer);

        assertThat(dialog.part().here().page().locator("*:focus")).not().hasCount(0);
        reach(desk, dialog.part().text("Title"));
        desk.keyboard().type("By keyboard");
        reach(desk, dialog.part().text("Message"));
        desk.keyboard().type("Without a mouse");
        reach(desk, dialog.button());
        desk.keyboard().press("Enter");

        dialog.sent();
        assertThat(opener).isFocused();
        assertThat(scene.installation().messages(customer)).hasSize(3);
    }

    @Test
    void escapeClosesTheDialogAndTheFocusGoesBack() {
        Page desk = scene.window().enter(admin, "/admin/reports/" + customer.id());
        Locator opener = Part.of(desk).button("📨 Send Message");
        opener.focus();
        desk.keyboard().press("Enter");
        ReportDialog dialog = ReportDialog.on(desk).to(customer);

        desk.keyboard().press("Escape");

        assertThat(dialog.part().here()).isHidden();
        assertThat(opener).isFocused();
    }

    @Test
    void theFocusStaysInTheDialog() {
        Page desk = scene.window().enter(admin, "/admin/reports/" + customer.id());
        Part.of(desk).button("📨 Send Message").click();
        ReportDialog dialog = ReportDialog.on(desk).to(customer);

        for (int i = 0; i < 20; i++) {
            desk.keyboard().press("Tab");
            assertThat(Part.of(desk).link("Orders")).not().isFocused();
            assertThat(Part.of(desk).button("Log out")).not().isFocused();
        }
        reach(desk, dialog.part().text("Title"));
    }

    @Test
    void aCustomerReadsByKeyboardAlone() {
        MyReports reports = MyReports.on(scene.window().enter(customer, MyReports.PATH));
        reports.isNew("A report");

        reach(reports.page(), reports.report("A report").button("A report"));
        reports.page().keyboard().press("Enter");

        reports.isRead("A report");
        assertThat(reports.report("A report").saying("The text of A report")).isVisible();
        reports.unread(1);
    }

    @Test
    void whoComesByKeyboardSkipsToTheContent() {
        MyReports reports = MyReports.on(scene.window().enter(customer, MyReports.PATH));
        reports.page().reload();
        reports.live();

        reports.page().keyboard().press("Tab");
        assertThat(reports.part().button("Skip to content")).isFocused();
        reports.page().keyboard().press("Enter");
        reports.page().keyboard().press("Tab");

        assertThat(reports.part().button("Log out")).not().isFocused();
        assertThat(reports.part().link("My Reports")).not().isFocused();
    }

    @Test
    void aNewMessageIsSaidInALiveRegionAndTheFocusStaysWhereItWas() {
        MyReports reports = MyReports.on(scene.window().enter(customer, MyReports.PATH));
        Locator search = reports.part().search("Search reports");
        search.focus();

        scene.installation().send(admin, customer, "The newest");

        assertThat(reports.part().status("Notifications")).containsText(MyReports.RECEIVED);
        assertThat(search).isFocused();
    }

    @Test
    void whoWantsNoMotionSeesNone() {
        Window window = scene.window(0, new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        MyReports reports = MyReports.on(window.enter(customer, MyReports.PATH));

        scene.installation().send(admin, customer, "The newest");
        assertThat(reports.part().saying(MyReports.RECEIVED)).isVisible();

        Object moving = reports.page()
                .evaluate(
                        "() => document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 10).length");
        assertThat(moving).isEqualTo(0);
    }

    /// Presses Tab until this has the focus, as who has no mouse does.
    private static void reach(Page page, Locator target) {
        for (int i = 0; i < 40; i++) {
            if (Boolean.TRUE.equals(target.evaluate("it => it.getRootNode().activeElement === it"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }
}
