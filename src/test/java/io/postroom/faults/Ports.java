package io.postroom.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports on the loopback, below those that outgoing connections get, so that a server that is killed finds its
/// own again.
public final class Ports {

    private static final int FROM = 12_000;
    private static final int TO = 22_000;
    /// A node of a Redis cluster also listens 10,000 higher.
    private static final int BUS = 10_000;

    private static int next = ThreadLocalRandom.current().nextInt(FROM, TO);

    private Ports() {}

    public static synchronized int free() {
        while (true) {
            next = next + 1 < TO ? next + 1 : FROM;
            if (isFree(next) && isFree(next + BUS)) {
                return next;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
