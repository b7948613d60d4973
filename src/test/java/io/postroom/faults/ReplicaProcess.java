package io.postroom.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// One replica, started from what the build made as an operator would: by environment alone.
public final class ReplicaProcess implements AutoCloseable {
    /// The database all replicas of the tests use.
    public static final String DATABASE = "postroom";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final int port;
    private final int managementPort;
    private final ChildProcess process;

    /// @param environment comes on top of what every replica of the tests gets; `HEAP` holds other bounds of the heap,
    ///     `JAR` a jar to start instead; what is empty is not set
    public ReplicaProcess(String name, Path directory, int storePort, int redisPort, Map<String, String> environment) {
        this.name = name;
        this.port = Ports.free();
        this.managementPort = Ports.free();
        Map<String, String> all = new HashMap<>(Map.ofEntries(
                Map.entry("POSTROOM_MONGODB_URL", StoreProcess.url(storePort)),
                Map.entry("POSTROOM_MONGODB_DATABASE", DATABASE),
                Map.entry("POSTROOM_REDIS_URL", "redis://127.0.0.1:" + redisPort),
                Map.entry("POSTROOM_JWT_SECRET", Tokens.SECRET),
                Map.entry("POSTROOM_LIMITS_PER_ADDRESS", "0"),
                Map.entry("POSTROOM_DRAIN_DELAY", "0s"),
                Map.entry("POSTROOM_DRAIN_WINDOW", "1s"),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)),
                Map.entry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false")));
        all.putAll(environment);
        all.values().removeIf(String::isEmpty);
        List<String> heap = List.of(environment.getOrDefault("HEAP", "-Xmx256m").split(" "));
        String jar = environment.get("JAR");
        List<String> command = jar == null ? Artifact.command(heap) : Artifact.command(Path.of(jar), heap);
        this.process = new ChildProcess(name, command, all, directory);
    }

    /// Starts it (again) and returns when it takes sends.
    public ReplicaProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /// Starts it and does not wait.
    public void launch() {
        process.start();
    }

    public void awaitReady() {
        Awaitility.await("replica " + name + " is ready")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.alive()) {
                        throw new AssertionError("replica " + name + " has ended: " + process.log());
                    }
                    return ready();
                });
    }

    /// What readiness says now; not reachable is not ready.
    public boolean ready() {
        try {
            return management("/q/health/ready").statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    /// The value of one metric, summed over all its series; 0 if there is none.
    public double metric(String metric) throws IOException {
        return Metrics.value(metrics(), metric);
    }

    /// All metrics, as a collector reads them.
    public String metrics() throws IOException {
        return management("/q/metrics").body();
    }

    private HttpResponse<String> management(String path) throws IOException {
        return get("http://127.0.0.1:" + managementPort + path, Map.of());
    }

    public HttpResponse<String> get(String path, String token) throws IOException {
        return get("http://127.0.0.1:" + port + path, Map.of("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> get(String url, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(12));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A socket of the user, not yet in any room.
    public SocketClient user(String id) {
        return SocketClient.connect(userUrl(id), Tokens.user(id));
    }

    public SocketClient admin(String id) {
        return SocketClient.connect(adminUrl(id), Tokens.admin(id));
    }

    public Address address() {
        return new Address(port);
    }

    public String userUrl(String id) {
        return address().userUrl(id);
    }

    public String adminUrl(String id) {
        return address().adminUrl(id);
    }

    public long pid() {
        return process.pid();
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    public boolean alive() {
        return process.alive();
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

    /// Of the binary into its log, a moment later; of a JVM beside its log, virtual ones too.
    public void dumpThreads() {
        if (Artifact.isNative()) {
            process.dumpThreads();
        } else {
            process.dumpAllThreads();
        }
    }

    /// SIGTERM; does not wait.
    public void terminate() {
        process.terminate();
    }

    public int awaitExit(Duration atMost) {
        return process.awaitExit(atMost);
    }

    public String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
