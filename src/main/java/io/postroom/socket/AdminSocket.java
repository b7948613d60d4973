package io.postroom.socket;

import io.quarkus.websockets.next.WebSocket;

/// The door of admins.
@WebSocket(path = "/ws/admins/{" + AdminSocket.ID + "}")
public class AdminSocket extends TypedSocket {
    static final String ID = "adminId";

    AdminSocket(Endpoint endpoint) {
        super(endpoint);
    }
}
