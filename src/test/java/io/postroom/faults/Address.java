package io.postroom.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Where clients come in, as `ws://host:port`: a replica, or a proxy before several.
public record Address(String url) {
    private static final Duration OPEN = Duration.ofSeconds(10);

    /// On this machine.
    public Address(int port) {
        this("ws://127.0.0.1:" + port);
    }

    int port() {
        return URI.create(url).getPort();
    }

    public String userUrl(String id) {
        return url + "/ws/users/" + id;
    }

    public String adminUrl(String id) {
        return url + "/ws/admins/" + id;
    }

    /// Returns when somebody listens there.
    void awaitOpen(String what) {
        Awaitility.await(what + " listens at " + url).atMost(OPEN).until(this::isOpen);
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
