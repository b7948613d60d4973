package io.postroom.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/// A real redis-server out of a library, as a child process on the loopback address, with nothing on disk. For trying
/// out and for tests.
///
/// A child outlives a JVM that is killed. So each start writes down who it is and who started it, and the next one in
/// the same folder ends those whose starter is gone ([OrphanedRedis]).
public final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final Process process;
    private final int port;
    private final Path record;

    private RedisProcess(Process process, int port, Path record) {
        this.process = process;
        this.port = port;
        this.record = record;
    }

    /// Ends orphans of earlier runs, starts a server on `port`, and returns when it takes connections. What belongs
    /// to it is kept in `directory`, which is made if it is missing. `port` 0 takes a free one.
    ///
    /// @throws IllegalStateException if it does not answer within 10 seconds
    public static RedisProcess start(Path directory, int port) {
        try {
            Path home = Files.createDirectories(directory.toAbsolutePath());
            OrphanedRedis.endAll(home);
            int taken = port == 0 ? FreePort.find() : port;
            File executable =
                    ExecutableProvider.newJarResourceProvider(home.toFile()).get();
            Process process = new ProcessBuilder(
                            executable.getAbsolutePath(),
                            "--port",
                            Integer.toString(taken),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            home.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("redis.log").toFile())
                    .start();
            Path record = OrphanedRedis.write(home, process.toHandle(), executable.toPath());
            RedisProcess started = new RedisProcess(process, taken, record);
            started.awaitReady(home);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Redis could not be started in " + directory, e);
        }
    }

    /// The connection string, without a database number.
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// The process id of the server.
    public long pid() {
        return process.pid();
    }

    /// Stops the server, by force if it does not go by itself.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(record);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path home) {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (answers()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        close();
        throw new IllegalStateException("The embedded Redis did not start: see " + home.resolve("redis.log")
                + "; or set POSTROOM_REDIS_URL to one that runs");
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
