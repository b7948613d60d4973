package io.postroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The browser of this machine, started once for all tests.
final class Chromium implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            // Tests also run as root, and in containers.
            "--no-sandbox",
            "--disable-gpu",
            // Nothing of it is to call home.
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String program = System.getProperty("postroom.test.chromium", "target/test-tools/chromium");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(program).toAbsolutePath())
                        .setArgs(OPTIONS));
    }

    /// A browser that has never been anywhere: no cookies, nothing stored.
    BrowserContext context(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
