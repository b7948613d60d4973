package io.postroom.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Where clients come in on this machine: a replica, or a proxy before several.
public record Address(int port) {
    private static final Duration OPEN = Duration.ofSeconds(10);

    public String userUrl(String id) {
        return "ws://127.0.0.1:" + port + "/ws/users/" + id;
    }

    public String adminUrl(String id) {
        return "ws://127.0.0.1:" + port + "/ws/admins/" + id;
    }

    /// Returns when somebody listens there.
    void awaitOpen(String what) {
        Awaitility.await(what + " listens on " + port).atMost(OPEN).until(this::isOpen);
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
