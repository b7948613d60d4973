package io.postroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.postroom.faults.TcpProxy;
import java.util.ArrayList;
import java.util.List;

/// A browser on a desk: cookies, a network and a console of its own, and one tab or more.
final class Window implements AutoCloseable {
    private final BrowserContext context;
    private final TcpProxy line;
    private final Complaints complaints;
    private final List<String> console = new ArrayList<>();

    Window(Chromium chromium, TcpProxy line, Browser.NewContextOptions options) {
        this.line = line;
        // A name and no number: that is what people type, and where browsers take `Secure` cookies without TLS.
        this.context = chromium.context(options.setBaseURL(origin(line)));
        this.complaints = new Complaints(context);
        context.onConsoleMessage(message -> console.add(message.text()));
    }

    private static String origin(TcpProxy line) {
        return "http://localhost:" + line.port();
    }

    String origin() {
        return origin(line);
    }

    /// A further tab, at this path.
    Page open(String path) {
        Page page = context.newPage();
        page.navigate(path);
        return page;
    }

    /// Logs in, in a tab that then shows this path.
    Page enter(Account account, String path) {
        Page page = open((account.isAdmin() ? "/admin/login" : "/login") + "?next=" + path);
        Login.on(page).as(account);
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /// The network between this browser and the replicas.
    TcpProxy line() {
        return line;
    }

    /// What all its tabs have written, so far as the browser has told: see `Page.waitForCondition`.
    List<String> console() {
        return console;
    }

    Complaints complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
        line.close();
    }
}
