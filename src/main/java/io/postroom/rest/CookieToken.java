package io.postroom.rest;

import io.postroom.identity.JwtConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/// Takes the token out of the cookie that the configuration names, where a request brings no other: what was said on
/// purpose counts before what a browser sends along by itself.
///
/// A browser sends it along whoever asked for the request. So an upgrade, or a request that changes something, that
/// comes with the cookie alone must say where it comes from. A foreign `Origin` was refused before this
/// (`quarkus.http.cors`), also with other tokens; here it must be there at all.
@Singleton
final class CookieToken {
    /// After the check of the origin (300) and the token that a browser gives as a subprotocol (250), before anybody
    /// looks at the token (200).
    private static final int PRIORITY = 240;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    void register(@Observes Filters filters, JwtConfig config) {
        config.cookie().ifPresent(name -> filters.register(context -> take(context, name), PRIORITY));
    }

    private static void take(RoutingContext context, String name) {
        HttpServerRequest request = context.request();
        Cookie cookie = request.headers().contains(HttpHeaders.AUTHORIZATION) ? null : request.getCookie(name);
        if (cookie == null || cookie.getValue().isEmpty()) {
            context.next();
            return;
        }
        boolean changes = !SAFE.contains(request.method()) || request.headers().contains(HttpHeaders.UPGRADE);
        if (changes && !request.headers().contains(HttpHeaders.ORIGIN)) {
            context.response().setStatusCode(403).end();
            return;
        }
        request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + cookie.getValue());
        context.next();
    }
}
