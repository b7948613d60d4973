package io.postroom.web;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The addresses of the pages. All of it runs on the event loop and waits for nothing.
@Singleton
final class Pages {
    /// Which of the pages the root is depends on who is logged in, which only the script knows: the cookies of
    /// the login are not sent here.
    private static final List<String> PATHS =
            List.of("/", "/login", "/admin/login", "/profile/reports", "/admin/orders", "/admin/reports");
    /// What people type who remember only a part.
    private static final Map<String, String> SHORT = Map.of("/admin", "/admin/orders", "/profile", "/profile/reports");

    /// What is no page and answers by itself that something is not there.
    private static final Pattern NO_PAGES = Pattern.compile("/(?:api|ws|q|static)(?:/.*)?");
    /// After all addresses of pages, before the calls.
    private static final int LAST = RouteConstants.ROUTE_ORDER_DEFAULT;

    private static final String BUNDLE = "/static/*";
    /// Before the routes of the bundle itself.
    private static final int FIRST = 0;

    /// Nothing but what this server serves: no inline script or style, no plug-in, no frame around the page. Lit makes
    /// its templates by a policy of its own; no other string becomes markup.
    private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private final boolean on;
    private final Shell shell;
    private final Look look;
    private final Bundled bundled;

    Pages(
            @ConfigProperty(name = "postroom.pages", defaultValue = "on") boolean on,
            Shell shell,
            Look look,
            Bundled bundled) {
        this.on = on;
        this.shell = shell;
        this.look = look;
        this.bundled = bundled;
    }

    void serve(@Observes Router router) {
        if (!on) {
            read(router.route(BUNDLE)).order(FIRST).handler(context -> context.fail(404));
            return;
        }
        read(router.route(BUNDLE)).order(FIRST).handler(this::bundle);
        PATHS.forEach(path -> read(router.route(path)).handler(this::page));
        read(router.route("/admin/reports/:userId")).handler(this::page);
        if (look.there()) {
            read(router.route(Look.PATH)).handler(this::look);
        }
        SHORT.forEach((from, to) -> read(router.route(from)).handler(context -> context.redirect(to)));
        read(router.route()).order(LAST).handler(this::none);
    }

    private static Route read(Route route) {
        return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /// People are shown a page; programs get the same answer as for any other address.
    private void none(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted == null
                || !accepted.contains("text/html")
                || NO_PAGES.matcher(context.normalizedPath()).matches()) {
            context.next();
            return;
        }
        context.response().setStatusCode(404);
        page(context);
    }

    private void page(RoutingContext context) {
        answer(context, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .end(shell.html());
    }

    private void look(RoutingContext context) {
        answer(context, "text/css; charset=utf-8").end(look.css());
    }

    private void bundle(RoutingContext context) {
        Optional<Buffer> file = bundled.compressed(context.normalizedPath());
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        harden(context.response());
        if (file.isEmpty()) {
            context.next();
            return;
        }
        // The names hold a hash of what they name, so a browser never has to ask again.
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null || !accepted.contains("gzip")) {
            context.next();
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type(context.normalizedPath()))
                .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
                .end(file.get());
    }

    private static String type(String path) {
        return path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    }

    private static HttpServerResponse answer(RoutingContext context, String type) {
        return harden(context.response())
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static HttpServerResponse harden(HttpServerResponse response) {
        return response.putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "same-origin");
    }
}
