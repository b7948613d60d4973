package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.embedded.RedisProcess;
import io.postroom.embedded.StoreServer;
import io.postroom.faults.Artifact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged application, started with all that it needs, its secrets in files, and told to stop.
class StoppedIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aReplicaThatIsToldToStopEndsInTenSecondsWithoutAFailure() throws Exception {
        try (StoreServer store = StoreServer.inMemory(0);
                RedisProcess redis = RedisProcess.start(folder.resolve("redis"), 0)) {
            int management = freePort();
            ProcessBuilder start = new ProcessBuilder(Artifact.command(List.of()));
            start.environment().keySet().removeIf(name -> name.startsWith("POSTROOM_") || name.startsWith("QUARKUS_"));
            start.environment().put("POSTROOM_MONGODB_URL_FILE", file("store", store.url()));
            start.environment().put("POSTROOM_REDIS_URL_FILE", file("wire", redis.url()));
            start.environment().put("POSTROOM_JWT_SECRET_FILE", file("key", "a secret of more than 32 characters"));
            start.environment().put("QUARKUS_HTTP_PORT", "0");
            start.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
            Process replica = start.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("replica.log").toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> ready(management));

                replica.destroy();

                assertThat(replica.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(replica.exitValue()).isZero();
            } finally {
                replica.destroyForcibly();
            }
        }
    }

    /// A secret as orchestrators mount it.
    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content + "\n").toString();
    }

    private static boolean ready(int port) throws InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try {
            return HTTP.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
