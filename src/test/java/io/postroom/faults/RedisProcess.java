package io.postroom.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A real redis-server (the one in the PATH), which keeps its port over its lives and its data nowhere.
public final class RedisProcess implements AutoCloseable {

    private final int port;
    private final ChildProcess process;

    private RedisProcess(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /// @param options as on its command line (`"--tls-port", "6380"`), beside those that every one has
    public static RedisProcess start(String... options) {
        return start(Ports.free(), options);
    }

    public static RedisProcess start(int port, String... options) {
        RedisProcess redis = create(port, List.of(options), List.of());
        redis.restart();
        return redis;
    }

    /// A sentinel, with this configuration (`sentinel monitor …`).
    public static RedisProcess sentinel(List<String> configuration) {
        RedisProcess sentinel = create(Ports.free(), List.of("--sentinel"), configuration);
        sentinel.restart();
        return sentinel;
    }

    private static RedisProcess create(int port, List<String> options, List<String> configuration) {
        try {
            Path directory = Files.createTempDirectory("postroom-redis");
            directory.toFile().deleteOnExit();
            Path file = directory.resolve("redis.conf");
            List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + directory));
            if (!options.contains("--sentinel")) {
                lines.addAll(List.of("save \"\"", "appendonly no"));
            }
            lines.addAll(configuration);
            Files.write(file, lines);
            List<String> command = new ArrayList<>(List.of("redis-server", file.toString()));
            command.addAll(options);
            return new RedisProcess(port, new ChildProcess("redis", command, Map.of(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// Starts it again and returns when it answers.
    public void restart() {
        process.start();
        Awaitility.await("redis-server answers on " + port)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.alive()) {
                        throw new AssertionError("redis-server has ended: " + process.log());
                    }
                    String pong = command("PING");
                    return pong.equals("PONG") || pong.startsWith("-NOAUTH");
                });
    }

    public void kill() {
        process.kill();
    }

    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    public boolean alive() {
        return process.alive();
    }

    public String log() {
        return process.log();
    }

    /// One command over a connection of its own; arrays come as lines, an error as `-…`.
    public String command(String... words) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
            socket.setSoTimeout(5000);
            StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                request.append('$')
                        .append(word.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n")
                        .append(word)
                        .append("\r\n");
            }
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return reply(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static String reply(InputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> {
                int length = Integer.parseInt(rest);
                String text = length < 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
                yield length < 0 ? text : text + line(in);
            }
            case '*' -> {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    parts.add(reply(in));
                }
                yield String.join("\n", parts);
            }
            default -> line;
        };
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
