package io.postroom.socket;

import io.netty.channel.Channel;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The request that a socket came by would be kept as long as the socket, the token among its headers, and take as much
/// memory as all the rest of an idle socket. Nobody asks for it again, so it is let go.
final class Handshake {
    /// What Vert.x calls the handler that ends idle HTTP connections.
    private static final String IDLE = "idle";
    /// What the upgrade itself reads; in lower case, as WebSockets Next keeps it.
    private static final List<String> NEEDED = List.of(
            "host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol");
    /// What nearly everybody sends in them, to be there once and not once for each socket.
    private static final Map<String, String> USUAL = Map.of(
            "websocket", "websocket",
            "Upgrade", "Upgrade",
            "keep-alive, Upgrade", "keep-alive, Upgrade",
            "13", "13",
            "postroom.v1", "postroom.v1");

    private static final TypedKey<MultiMap> HEADERS = new TypedKey<>("headers");

    private Handshake() {}

    static void permitted(HttpUpgradeContext context, SecurityIdentity identity) {
        MultiMap headers = context.httpRequest().headers();
        Map<String, List<String>> needed = HashMap.newHashMap(NEEDED.size());
        NEEDED.forEach(name -> needed.put(name, headers.getAll(name)));
        headers.clear();
        needed.forEach((name, values) -> values.forEach(value -> headers.add(name, USUAL.getOrDefault(value, value))));
        context.userData().put(HEADERS, headers);
        RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(identity);
        if (routing != null) {
            // WebSockets Next keeps the request of a socket that has an identity. Ours has a Caller instead.
            routing.clearUser();
            routing.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        }
    }

    static void done(UserData data, Channel channel) {
        MultiMap headers = data.remove(HEADERS);
        if (headers != null) {
            headers.clear();
        }
        // The sweep knows who is silent; a timer for each socket beside it would only cost.
        if (channel.pipeline().get(IDLE) != null) {
            channel.pipeline().remove(IDLE);
        }
    }
}
