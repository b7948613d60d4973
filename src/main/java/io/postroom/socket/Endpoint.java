package io.postroom.socket;

import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What both doors do with the events of WebSockets Next. Event loop.
@Singleton
final class Endpoint {
    private static final Logger LOG = Logger.getLogger(Endpoint.class);
    private static final TypedKey<Connection> CONNECTION = new TypedKey<>("connection");

    private final Dialogue dialogue;
    private final SocketConfig config;

    Endpoint(Dialogue dialogue, SocketConfig config) {
        this.dialogue = dialogue;
        this.config = config;
    }

    Uni<Void> open(WebSocketConnection socket) {
        socket.userData().put(CONNECTION, dialogue.opened(socket));
        return Uni.createFrom().voidItem();
    }

    Uni<Void> text(String frame, WebSocketConnection socket) {
        Connection connection = of(socket);
        if (connection == null || !connection.begins()) {
            return Uni.createFrom().voidItem();
        }
        if (isLonger(frame, config.frame())) {
            connection.heard();
            connection.inflow.frame();
            connection.say(ServerFrame.Error.of(
                    null, new Refusal(ErrorCode.TOO_LARGE, "a frame has at most " + config.frame() + " bytes", null)));
            connection.ended();
            return Uni.createFrom().voidItem();
        }
        return dialogue.text(connection, frame);
    }

    /// In UTF-8, as it came; a char takes one to three bytes.
    private static boolean isLonger(String frame, int bytes) {
        return frame.length() > bytes
                || (frame.length() * 3L > bytes && frame.getBytes(StandardCharsets.UTF_8).length > bytes);
    }

    Uni<Void> binary(WebSocketConnection socket) {
        Connection connection = of(socket);
        if (connection != null) {
            connection.heard();
            connection.inflow.frame();
            connection.say(ServerFrame.Error.of(null, Refusal.invalid(null, "frames are text")));
        }
        return Uni.createFrom().voidItem();
    }

    Uni<Void> pong(WebSocketConnection socket) {
        Connection connection = of(socket);
        if (connection != null) {
            connection.heard();
        }
        return Uni.createFrom().voidItem();
    }

    Uni<Void> error(Throwable failure, WebSocketConnection socket) {
        LOG.debugf(failure, "socket %s failed", socket.id());
        Connection connection = of(socket);
        if (connection != null && failure instanceof IllegalStateException) {
            // So says Vert.x of a message in parts that has become longer than it will hold.
            connection.close(CloseCode.TOO_LARGE);
        }
        return Uni.createFrom().voidItem();
    }

    Uni<Void> close(WebSocketConnection socket) {
        Connection connection = of(socket);
        if (connection != null) {
            dialogue.closed(connection);
        }
        return Uni.createFrom().voidItem();
    }

    private static @Nullable Connection of(WebSocketConnection socket) {
        return socket.userData().get(CONNECTION);
    }
}
