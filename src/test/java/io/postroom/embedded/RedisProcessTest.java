package io.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {
    @TempDir
    Path folder;

    @Test
    void itAnswersUntilItIsClosed() throws IOException {
        long pid;
        try (RedisProcess redis = RedisProcess.start(folder, 0)) {
            pid = redis.pid();
            assertThat(ping(redis.url())).isEqualTo("+PONG");
        }
        assertGone(pid);
    }

    @Test
    void theOneOfAStarterThatIsGoneIsEnded() throws IOException {
        try (RedisProcess orphan = RedisProcess.start(folder, 0)) {
            Path record = folder.resolve("redis-" + orphan.pid() + ".process");
            List<String> lines = new ArrayList<>(Files.readAllLines(record));
            lines.set(4, "1970-01-01T00:00:00Z");
            Files.write(record, lines);

            try (RedisProcess next = RedisProcess.start(folder, 0)) {
                assertGone(orphan.pid());
                assertThat(ping(next.url())).isEqualTo("+PONG");
            }
        }
    }

    @Test
    void theOneOfAStarterThatStillRunsIsLeftAlone() throws IOException {
        try (RedisProcess first = RedisProcess.start(folder, 0);
                RedisProcess second = RedisProcess.start(folder, 0)) {
            assertThat(ping(first.url())).isEqualTo("+PONG");
            assertThat(ping(second.url())).isEqualTo("+PONG");
        }
    }

    private static void assertGone(long pid) {
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static String ping(String url) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 2_000);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }
}
