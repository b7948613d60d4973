package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pictures of the pages in `docs/images`, made anew by a command of their own, which `docs/images/README.md` says.
class Pictures {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final Path IMAGES = Path.of("docs", "images");

    private static Account admin;
    private static Account customer;

    /// On what a page is looked at.
    private enum Screen {
        DESKTOP(1280, 800, 1),
        PHONE(390, 844, 1.5);

        private final int width;
        private final int height;
        private final double scale;

        Screen(int width, int height, double scale) {
            this.width = width;
            this.height = height;
            this.scale = scale;
        }

        Browser.NewContextOptions options(ColorScheme scheme) {
            return new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setDeviceScaleFactor(scale)
                    .setIsMobile(this == PHONE)
                    .setHasTouch(this == PHONE)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE);
        }
    }

    @BeforeAll
    static void aBusyOffice() throws IOException {
        Files.createDirectories(IMAGES);
        Office office = new Office(scene.installation());
        admin = office.admin();
        customer = office.customer();
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, LIGHT", "DESKTOP, DARK", "PHONE, LIGHT", "PHONE, DARK"})
    void everyPage(Screen screen, ColorScheme scheme) {
        Window window = scene.window(0, screen.options(scheme));
        Page page = window.open("/login");
        assertThat(Part.of(page).button("Log in")).isVisible();
        save(page, "login", screen, scheme);

        MyReports reports = MyReports.on(window.enter(customer, MyReports.PATH));
        reports.open("Your parcel is at the pick-up point");
        assertThat(reports.report("Your parcel is at the pick-up point").saying("Read"))
                .isVisible();
        save(reports.page(), "my-reports", screen, scheme);

        Page desk = window.enter(admin, "/admin/orders");
        assertThat(Part.of(desk).list("Orders").items().first()).isVisible();
        Part.of(desk).list("Orders").items().nth(1).click();
        save(desk, "orders", screen, scheme);

        desk.navigate("/admin/reports");
        assertThat(Part.of(desk).list("Customers").link(customer.name())).isVisible();
        assertThat(Part.of(desk).list("Sent messages").items().first()).isVisible();
        save(desk, "reports", screen, scheme);

        desk.navigate("/admin/reports/" + customer.id());
        assertThat(Part.of(desk).list("Messages").items().first()).isVisible();
        save(desk, "customer", screen, scheme);

        Part.of(desk).tab("Orders").click();
        Part.of(desk).list("Orders").button("📨 Report").first().click();
        ReportDialog.on(desk)
                .to(customer)
                .status("Warning")
                .write("We are checking your payment", "Your bank has asked for a day to confirm it.");
        save(desk, "dialog", screen, scheme);
    }

    private static void save(Page page, String name, Screen screen, ColorScheme scheme) {
        String file = (name + '-' + screen + '-' + scheme + ".png").toLowerCase(Locale.ROOT);
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(file)));
    }
}
