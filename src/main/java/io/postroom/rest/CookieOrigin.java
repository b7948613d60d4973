package io.postroom.rest;

import io.postroom.identity.JwtConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/// A browser sends a cookie along whoever asked for the request. So an upgrade, or a request that changes something,
/// that brings the token in the cookie alone must say where it comes from. A foreign `Origin` was refused before this
/// (`quarkus.http.cors`), also with other tokens; here it must be there at all.
@Singleton
final class CookieOrigin {
    /// After the check of the origin itself (300), before anybody looks at the token (200).
    private static final int PRIORITY = 250;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String TOKEN_AS_SUBPROTOCOL = "quarkus-http-upgrade";

    void register(@Observes Filters filters, JwtConfig config) {
        config.cookie().ifPresent(name -> filters.register(context -> check(context, name), PRIORITY));
    }

    private static void check(RoutingContext context, String cookie) {
        HttpServerRequest request = context.request();
        boolean upgrade = request.getHeader(HttpHeaders.UPGRADE) != null;
        String subprotocols = request.getHeader("Sec-WebSocket-Protocol");
        if ((upgrade || !SAFE.contains(request.method()))
                && request.getCookie(cookie) != null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && (subprotocols == null || !subprotocols.contains(TOKEN_AS_SUBPROTOCOL))
                && request.getHeader(HttpHeaders.ORIGIN) == null) {
            context.response().setStatusCode(403).end();
        } else {
            context.next();
        }
    }
}
