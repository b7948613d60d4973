package io.postroom.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;

/// A store that speaks MongoDB's protocol in a process of its own.
public final class StoreProcess implements AutoCloseable {
    private final int port;
    private final ChildProcess process;

    private StoreProcess(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /// Quick, can be frozen; a kill loses everything.
    public static StoreProcess inMemory(Path directory) {
        return inMemory(directory, "1g");
    }

    /// With this much heap, for more than a few messages.
    public static StoreProcess inMemory(Path directory, String heap) {
        int port = Ports.free();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return started(
                "store",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        MemoryStore.class.getName(),
                        Integer.toString(port)),
                directory,
                port);
    }

    /// SecantusDB with a sync at every commit: what it acknowledged survives a kill.
    public static StoreProcess onDisk(Path directory) {
        return onDisk(directory, List.of("--sync-on-commit"));
    }

    /// SecantusDB that leaves it to the system when it writes: quicker, and a kill loses what was acknowledged last.
    public static StoreProcess onDiskUnsynced(Path directory) {
        return onDisk(directory, List.of());
    }

    private static StoreProcess onDisk(Path directory, List<String> options) {
        int port = Ports.free();
        String program = System.getProperty("postroom.test.secantus", "target/test-tools/secantus/bin/secantusd-py");
        List<String> command = new ArrayList<>(List.of(
                Path.of(program).toAbsolutePath().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--storage-path",
                directory.resolve("secantus").toString(),
                "--standalone"));
        command.addAll(options);
        return started("secantus", command, directory, port);
    }

    private static StoreProcess started(String name, List<String> command, Path directory, int port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StoreProcess store = new StoreProcess(port, new ChildProcess(name, command, Map.of(), directory));
        store.restart();
        return store;
    }

    /// Starts it (again) and returns when it answers.
    public void restart() {
        process.start();
        Awaitility.await("the store answers on " + port)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.alive()) {
                        throw new AssertionError("the store has ended: " + process.log());
                    }
                    try (MongoClient client = client()) {
                        return client.getDatabase("admin")
                                        .runCommand(new Document("ping", 1))
                                        .get("ok", Number.class)
                                        .intValue()
                                == 1;
                    }
                });
    }

    /// A client that does not go through any proxy; the caller closes it.
    public MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url(port)))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .build());
    }

    public int port() {
        return port;
    }

    /// The connection string of a store behind a port: its own, or that of a proxy before it. Direct, because a store
    /// that says its own address would lead clients around the proxy.
    public static String url(int port) {
        return "mongodb://127.0.0.1:" + port + "/?directConnection=true";
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

    @Override
    public void close() {
        process.close();
    }
}
