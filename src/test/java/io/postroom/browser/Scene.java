package io.postroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Where a test of the pages plays: one installation and one browser for all tests, and for each test windows of its
/// own.
/// After it all is healed, and no window may have had anything to complain of.
final class Scene implements BeforeAllCallback, AfterEachCallback {
    /// How long something may take to be seen; generous, as machines that run tests are busy.
    static final double PATIENCE_MS = 10_000;

    /// Where logs and pictures of what went wrong are left.
    static final Path LEFT = Path.of("target", "browser");

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(Scene.class);

    private Installation installation;
    private Chromium chromium;
    private final List<Window> windows = new ArrayList<>();
    private @Nullable Account admin;
    private @Nullable Account customer;

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(SHARED);
        installation = store.computeIfAbsent(Installation.class, key -> new Installation(), Installation.class);
        chromium = store.computeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    Installation installation() {
        return installation;
    }

    /// Who writes in this test.
    Account admin() {
        if (admin == null) {
            admin = installation.admin("Ada Admin");
        }
        return admin;
    }

    /// Whom it is written to.
    Account customer() {
        if (customer == null) {
            customer = installation.customer("Anna Berg");
        }
        return customer;
    }

    /// The dialog, opened on the customer's page in a further tab of this window.
    ReportDialog dialog(Window window) {
        Page desk = window.enter(admin(), "/admin/reports/" + customer().id());
        Part.of(desk).button("📨 Send Message").click();
        return ReportDialog.on(desk).to(customer());
    }

    /// A browser on the first replica.
    Window window() {
        return window(0);
    }

    Window window(int replica) {
        return window(replica, new Browser.NewContextOptions());
    }

    Window window(int replica, Browser.NewContextOptions options) {
        Window window = new Window(chromium, installation.wayIn(replica), options);
        window.context().setDefaultTimeout(PATIENCE_MS);
        windows.add(window);
        return window;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        if (failed) {
            tell(context.getRequiredTestClass().getSimpleName() + '.' + context.getDisplayName());
        }
        List<Complaints> complaints = windows.stream().map(Window::complaints).toList();
        windows.forEach(Window::close);
        windows.clear();
        admin = customer = null;
        installation.site().heal();
        if (!failed) {
            complaints.forEach(Complaints::none);
        }
    }

    /// What the windows showed and said when the test failed.
    private void tell(String test) {
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            List<Page> pages = window.context().pages();
            for (int tab = 0; tab < pages.size(); tab++) {
                String name = test.replaceAll("\\W+", "-") + i + tab + ".png";
                Path picture = LEFT.resolve(name);
                pages.get(tab).screenshot(new Page.ScreenshotOptions().setPath(picture));
            }
            System.err.printf(
                    "%s, window %d at %s: complaints %s, console %s%n",
                    test,
                    i,
                    pages.stream().map(Page::url).toList(),
                    window.complaints().heard(),
                    window.console());
        }
    }
}
