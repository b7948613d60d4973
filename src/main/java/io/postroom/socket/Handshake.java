package io.postroom.socket;

import io.netty.channel.Channel;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/// The request that a socket came by is kept as long as the socket. What nobody will ask it for again is let go, which
/// is nearly half of what an idle socket took: headers, the token among them, and what authentication has left behind.
final class Handshake {
    /// What Vert.x calls the handler that ends idle HTTP connections.
    private static final String IDLE = "idle";

    private static final TypedKey<RoutingContext> ROUTING = new TypedKey<>("routing");

    private Handshake() {}

    /// The upgrade itself needs few of the headers.
    static void permitted(HttpUpgradeContext context, SecurityIdentity identity) {
        MultiMap headers = context.httpRequest().headers();
        for (String name : List.copyOf(headers.names())) {
            String word = name.toLowerCase(Locale.ROOT);
            if (!word.startsWith("sec-websocket-")
                    && !word.equals("upgrade")
                    && !word.equals("connection")
                    && !word.equals("host")) {
                headers.remove(name);
            }
        }
        RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(identity);
        if (routing != null) {
            context.userData().put(ROUTING, routing);
        }
    }

    static void done(UserData data, Channel channel) {
        RoutingContext routing = data.remove(ROUTING);
        if (routing != null) {
            routing.data().clear();
            routing.request().headers().clear();
            routing.response().headers().clear();
        }
        // The sweep knows who is silent; a timer for each socket beside it would only cost.
        if (channel.pipeline().get(IDLE) != null) {
            channel.pipeline().remove(IDLE);
        }
    }
}
