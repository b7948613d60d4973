package io.postroom.socket;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/// What both doors have in common: everything but the path, which [Upgrade] has looked at before. Event loop.
abstract class TypedSocket {
    private final Endpoint endpoint;

    TypedSocket(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection socket) {
        return endpoint.open(socket);
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection socket) {
        return endpoint.text(frame, socket);
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection socket) {
        return endpoint.binary(socket);
    }

    @OnPongMessage
    Uni<Void> pong(Buffer data, WebSocketConnection socket) {
        return endpoint.pong(socket);
    }

    @OnError
    Uni<Void> error(Throwable failure, WebSocketConnection socket) {
        return endpoint.error(failure, socket);
    }

    @OnClose
    Uni<Void> close(WebSocketConnection socket) {
        return endpoint.close(socket);
    }
}
