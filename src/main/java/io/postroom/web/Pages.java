package io.postroom.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The addresses of the pages. All of it runs on the event loop and waits for nothing.
@Singleton
final class Pages {
    private static final List<String> PATHS =
            List.of("/login", "/admin/login", "/profile/reports", "/admin/orders", "/admin/reports");
    /// What a customer wants; who is not logged in is asked to by the page itself.
    private static final String HOME = "/profile/reports";

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

    Pages(@ConfigProperty(name = "postroom.pages", defaultValue = "on") boolean on, Shell shell, Look look) {
        this.on = on;
        this.shell = shell;
        this.look = look;
    }

    void serve(@Observes Router router) {
        if (!on) {
            read(router.route(BUNDLE)).order(FIRST).handler(context -> context.fail(404));
            return;
        }
        read(router.route(BUNDLE)).order(FIRST).handler(Pages::bundle);
        read(router.route("/")).handler(context -> context.redirect(HOME));
        PATHS.forEach(path -> read(router.route(path)).handler(this::page));
        read(router.route("/admin/reports/:userId")).handler(this::page);
        if (look.there()) {
            read(router.route(Look.PATH)).handler(this::look);
        }
    }

    private static Route read(Route route) {
        return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
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

    /// The names in the bundle hold a hash of what they name, so a browser never has to ask again.
    private static void bundle(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            HttpServerResponse response = context.response();
            harden(response);
            if (response.getStatusCode() < 300) {
                response.putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
            }
        });
        context.next();
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
