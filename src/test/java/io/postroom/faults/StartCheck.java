package io.postroom.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long what was packaged takes from its start to the first good answer of its readiness, store and Redis being
/// up, and what is resident in memory then. A measurement, no test: it prints medians, and is run by name.
class StartCheck {
    private static final int TIMES = 11;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void startsAndMemory() throws IOException {
        List<Long> millis = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        try (StoreProcess store = StoreProcess.inMemory(directory);
                RedisProcess redis = RedisProcess.start()) {
            for (int i = 0; i < TIMES; i++) {
                once(new ReplicaProcess("start", directory, store.port(), redis.port(), Map.of()), millis, resident);
            }
        }
        millis.sort(null);
        resident.sort(null);
        System.out.printf(
                "[start] %s: ready after %d ms (%d to %d), %d MB resident then (%d to %d), %d starts%n",
                Artifact.command(List.of()).getFirst(),
                millis.get(TIMES / 2),
                millis.getFirst(),
                millis.getLast(),
                resident.get(TIMES / 2) / 1024,
                resident.getFirst() / 1024,
                resident.getLast() / 1024,
                TIMES);
    }

    private static void once(ReplicaProcess replica, List<Long> millis, List<Long> resident) throws IOException {
        long began = System.nanoTime();
        replica.launch();
        try {
            while (!ready(replica.managementPort())) {
                if (System.nanoTime() - began > PATIENCE.toNanos() || !replica.alive()) {
                    throw new AssertionError("it does not become ready: " + replica.log());
                }
                LockSupport.parkNanos(1_000_000);
            }
            millis.add((System.nanoTime() - began) / 1_000_000);
            resident.add(residentKb(replica.pid()));
        } finally {
            replica.close();
        }
    }

    /// One request on a connection of its own: a client with a pool and threads would cost more than it measures.
    private static boolean ready(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (java.net.ConnectException notYet) {
            return false;
        }
    }

    private static long residentKb(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
