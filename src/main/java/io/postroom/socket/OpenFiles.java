package io.postroom.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// How many sockets the process has files for. One that has none left cannot accept, and then answers nobody, not even
/// those who ask whether it lives.
final class OpenFiles {
    /// Those of the process itself: up to 100 connections to the store, Redis, the two ports, what asks for health.
    private static final int OWN = 256;

    private OpenFiles() {}

    /// As many of the `wanted` sockets as fit.
    static int sockets(int wanted) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? sockets(wanted, unix.getMaxFileDescriptorCount())
                : wanted;
    }

    static int sockets(int wanted, long files) {
        return files <= 0 || wanted <= files - OWN ? wanted : (int) Math.max(1, files - OWN);
    }
}
