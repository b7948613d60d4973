package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is typed into the address bar leads somewhere, and what a page shows can be come back to.
class AddressesIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private Window window;

    @BeforeEach
    void browser() {
        window = scene.window();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/page", "/profile/other", "/admin/reports/x/y", "/index.html"})
    void whatIsNoPageIsSaidAndLeadsHome(String path) {
        window.enter(scene.admin(), "/admin/reports");
        Page page = window.context().newPage();

        Response answer = page.navigate(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Part.of(page).title("Page not found")).isVisible();
        assertThat(page).hasTitle("Page not found · Postroom");
        Axe.findsNothing(page);
        Part.of(page).link("Go to the start page").click();
        assertThat(Part.of(page).title("Orders")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"/admin, /admin/orders, Orders", "/admin/, /admin/orders, Orders"})
    void theAdminsRootLeadsToTheOrders(String path, String to, String title) {
        window.enter(scene.admin(), "/admin/reports");

        Page page = window.open(path);

        assertThat(Part.of(page).title(title)).isVisible();
        assertThat(page).hasURL(window.origin() + to);
    }

    @Test
    void theProfileLeadsToTheReports() {
        MyReports.on(window.enter(scene.customer(), MyReports.PATH));

        MyReports.on(window.open("/profile"));
    }

    @Test
    void theRootLeadsHomeWhoeverIsLoggedIn() {
        Page page = window.open("/");
        assertThat(Part.of(page).title("Log in")).isVisible();

        assertThat(Part.of(window.enter(scene.admin(), "/admin/reports")).title("Reports"))
                .isVisible();
        page.navigate("/");
        assertThat(Part.of(page).title("Orders")).isVisible();
    }

    @Test
    void whereAnAdminAndACustomerAreLoggedInTheRootLeadsToWhomWasHereLast() {
        assertThat(Part.of(window.enter(scene.admin(), "/admin/reports")).title("Reports"))
                .isVisible();
        Page page = MyReports.on(window.enter(scene.customer(), MyReports.PATH)).page();
        page.navigate("/");
        MyReports.on(page);

        assertThat(Part.of(window.open("/admin/reports")).title("Reports")).isVisible();
        page.navigate("/");
        assertThat(Part.of(page).title("Orders")).isVisible();

        Part.of(page).button("Log out").click();
        assertThat(Part.of(page).title("Admin log in")).isVisible();
        page.navigate("/");
        MyReports.on(page);
    }

    @Test
    void theLogoLeadsHome() {
        Page desk = window.enter(scene.admin(), "/admin/reports");
        assertThat(Part.of(desk).link("Postroom")).hasAttribute("href", "/admin/orders");

        Part.of(desk).link("Postroom").click();

        assertThat(Part.of(desk).title("Orders")).isVisible();
        Page home = window.enter(scene.customer(), MyReports.PATH);
        assertThat(Part.of(home).link("Postroom")).hasAttribute("href", MyReports.PATH);
    }

    @Test
    void everyPageHasATitleOfItsOwn() {
        Page page = window.open("/login");
        assertThat(page).hasTitle("Log in · Postroom");
        page.navigate("/admin/login");
        assertThat(page).hasTitle("Admin log in · Postroom");
        Login.on(page).as(scene.admin());
        assertThat(page).hasTitle("Orders · Postroom");
        Part.of(page).link("Reports").click();
        assertThat(page).hasTitle("Reports · Postroom");
        page.navigate("/admin/reports/" + scene.customer().id());
        assertThat(page).hasTitle(scene.customer().name() + " · User Report Details · Postroom");
        page.navigate("/admin/reports/650000000000000000000000");
        assertThat(page).hasTitle("Customer not found · Postroom");
    }

    @Test
    void whatIsFilteredStaysFilteredAfterAReloadAndOnTheWayBack() {
        for (String title : List.of("A parcel", "A bill", "Another parcel")) {
            scene.installation().send(scene.admin(), scene.customer(), title);
        }
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        reports.part().search("Search reports").fill("parcel");
        reports.part().choice("Status").selectOption("Info");
        reports.part().button("Unread only").click();
        filtered(reports);

        reports.page().reload();
        filtered(reports);

        reports.page().navigate("/no/such/page");
        reports.page().goBack();
        filtered(reports);

        reports.part().button("Unread only").click();
        reports.part().choice("Status").selectOption("");
        reports.part().search("Search reports").fill("");
        assertThat(reports.page()).hasURL(window.origin() + MyReports.PATH);
    }

    private void filtered(MyReports reports) {
        assertThat(reports.page()).hasURL(window.origin() + MyReports.PATH + "?q=parcel&unread=true&status=Info");
        reports.lists(List.of("Another parcel", "A parcel"));
        assertThat(reports.part().search("Search reports")).hasValue("parcel");
        assertThat(reports.part().choice("Status")).hasValue("Info");
        assertThat(reports.part().button("Unread only")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void anAddressThatFiltersBySomethingThatIsNoneShowsEverything() {
        scene.installation().send(scene.admin(), scene.customer(), "A parcel");

        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        reports.page().navigate(MyReports.PATH + "?status=Nonsense&unread=maybe");

        reports.lists(List.of("A parcel"));
        assertThat(reports.part().choice("Status")).hasValue("");
    }
}
