package io.postroom.socket;

import io.quarkus.websockets.next.WebSocket;

/// The door of users.
@WebSocket(path = "/ws/users/{" + UserSocket.ID + "}")
public class UserSocket extends TypedSocket {
    static final String ID = "userId";

    UserSocket(Endpoint endpoint) {
        super(endpoint);
    }
}
