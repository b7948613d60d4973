package io.postroom.socket;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the token of a browser, which can set no header at an upgrade, out of the offered subprotocols. WebSockets
/// Next can do so too, but would let a page set any header that way, behind the proxy that should have set it: here
/// only `Authorization` comes through. Runs after the check of the `Origin` and before the token is looked at.
@Singleton
final class BrowserToken {
    private static final String OFFERED = "Sec-WebSocket-Protocol";
    private static final String PREFIX = "quarkus-http-upgrade";
    /// CORS is at 300, WebSockets Next at 220, authentication at 200.
    private static final int ORDER = 250;

    void register(@Observes Filters filters) {
        filters.register(BrowserToken::check, ORDER);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.headers().contains(OFFERED)) {
            context.next();
            return;
        }
        List<String> others = new ArrayList<>();
        String authorization = null;
        for (String offered :
                String.join(",", request.headers().getAll(OFFERED)).split(",")) {
            String protocol = offered.trim();
            if (!protocol.startsWith(PREFIX)) {
                others.add(protocol);
                continue;
            }
            String value = authorization(protocol);
            if (value == null || authorization != null) {
                refuse(context, "a subprotocol may carry Authorization, once, and no other header");
                return;
            }
            authorization = value;
        }
        if (authorization != null) {
            if (others.isEmpty()) {
                refuse(context, "offer the subprotocol postroom.v1 beside the token: the server has to choose one");
                return;
            }
            request.headers().set(HttpHeaders.AUTHORIZATION, authorization);
            request.headers().set(OFFERED, String.join(",", others));
        }
        context.next();
    }

    private static @Nullable String authorization(String protocol) {
        try {
            String[] parts = URLDecoder.decode(protocol, StandardCharsets.UTF_8).split("#", -1);
            boolean fits = parts.length == 3
                    && parts[0].equals(PREFIX)
                    && parts[1].equalsIgnoreCase("Authorization")
                    && parts[2].chars().allMatch(c -> c >= ' ' && c < 127);
            return fits ? parts[2] : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(RoutingContext context, String why) {
        context.response()
                .setStatusCode(400)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(why);
    }
}
