package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers that take too little or send too much, on a replica with 128 MB of heap: memory stays bounded, nobody else is
/// slowed, and nothing is lost.
class SlowPeersCheck {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int STALLED_SECONDS = 8;
    /// The stores at hand look through a whole room for each page, so that 100,000 take them minutes. The short run
    /// has fewer and longer messages, 40 MB: too much for the heap once as frames and once as buffers.
    /// All of them by `-Dpostroom.behind.messages=100000`.
    private static final int BEHIND = Integer.getInteger("postroom.behind.messages", 20_000);

    @TempDir
    static Path directory;

    private static Site site;

    /// Counts messages that come in order, without remembering them.
    private static final class Counting implements Consumer<JsonNode> {
        private final AtomicLong place = new AtomicLong();
        private final AtomicLong outOfOrder = new AtomicLong();

        @Override
        public void accept(JsonNode frame) {
            if (SocketClient.type(frame).equals("receiveReportMessage")
                    && frame.get("seq").asLong() != place.incrementAndGet()) {
                outOfOrder.incrementAndGet();
            }
        }

        void reaches(long head, Duration atMost) {
            Awaitility.await("message " + head).atMost(atMost).until(() -> place.get() >= head);
            assertThat(outOfOrder).hasValue(0);
            assertThat(place).hasValue(head);
        }
    }

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory))
                .replicas(
                        1,
                        Map.of(
                                "JVM",
                                "-Xmx128m -XX:+ExitOnOutOfMemoryError",
                                "POSTROOM_LIMITS_STALLED",
                                STALLED_SECONDS + "s",
                                "POSTROOM_LIMITS_HEARTBEAT",
                                "1s"));
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void aReaderThatComesBackFarBehindGetsItAllInOrder() {
        String user = site.newUser();
        write(user, site.newAdmin(), BEHIND);
        Counting seen = new Counting();
        try (SocketClient device = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), seen)) {
            device.join(user, 0L);
            seen.reaches(BEHIND, LONG.multipliedBy(BEHIND > 20_000 ? 10 : 1));
        }
        aliveAndWell();
    }

    @Test
    void aReaderThatStallsWithMoreThanTheBuffersBehindItSlowsNobodyAndMissesNothing() {
        // Two readers' worth of text: 6,000 messages of 2,000 characters are 13 MB, and the kernel keeps some 6 MB.
        int count = 6000;
        String text = "x".repeat(2000);
        String user = site.newUser();
        Counting stalled = new Counting();
        Counting bystander = new Counting();
        try (SocketClient slow = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), stalled);
                SocketClient other = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), bystander);
                SocketClient admin = site.replica(0).admin(site.newAdmin())) {
            slow.join(user, 0L);
            other.join(user, 0L);
            admin.report(user, "first", text);
            stalled.reaches(1, PROMPT);
            slow.stall();
            for (int i = 2; i <= count; i++) {
                admin.report(user, "k" + i, text);
            }
            bystander.reaches(count, LONG);
            slow.resume();
            stalled.reaches(count, LONG);
        }
        aliveAndWell();
    }

    @Test
    void aFloodIsSlowedByNotReadingAndBystandersGoOnAtFullSpeed() {
        String text = "y".repeat(2000);
        String flooded = site.newUser();
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0));
                SocketClient flooder = site.replica(0).admin(site.newAdmin())) {
            // It takes no answers either; 100,000 sends of 2 kB are more than the heap holds.
            flooder.stall();
            for (int i = 0; i < 100_000; i++) {
                flooder.report(flooded, "k" + i, text);
            }
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                long began = System.nanoTime();
                talk.send("calm " + i);
                talk.devices.getFirst().shown(i + 1, PROMPT);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
            millis.sort(null);
            assertThat(millis.get(25)).as("median of " + millis).isLessThan(250);
            assertThat(flooder.sent()).as("the flooder is held back").isNotDone();
        }
        aliveAndWell();
    }

    @Test
    void aPeerThatTakesNothingAndSaysNothingIsLetGoAndAQuietOneIsNot() throws Exception {
        String user = site.newUser();
        try (SocketClient quiet = site.replica(0).user(user);
                Socket gone = new Socket("127.0.0.1", site.replica(0).port())) {
            // Of its own, because the client of the JDK answers pings by itself.
            gone.getOutputStream().write("""
                            GET /ws/users/%s HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Connection: Upgrade\r
                            Upgrade: websocket\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                            \r
                            """.formatted(user, Tokens.user(user)).getBytes(StandardCharsets.US_ASCII));
            gone.setSoTimeout(STALLED_SECONDS * 2 * 1000);
            byte[] all = gone.getInputStream().readAllBytes();
            // All up to the end of the connection; the last frame is the close: opcode, length, code, reason.
            assertThat(new String(all, StandardCharsets.ISO_8859_1)).contains("101 Switching Protocols", "welcome");
            assertThat(all).containsSequence(4003 >> 8, 4003 & 0xff);
            assertThat(quiet.closed()).isNotDone();
        }
    }

    private static void aliveAndWell() {
        assertThat(site.replica(0).alive()).isTrue();
        assertThat(site.replica(0).ready()).isTrue();
        assertThat(site.replica(0).log()).doesNotContain("OutOfMemoryError");
    }

    /// Messages as Postroom stores them, without sending each.
    private static void write(String user, String admin, int count) {
        try (MongoClient client = site.store().client()) {
            List<Document> batch = new ArrayList<>();
            String text = "z".repeat(2000);
            for (long seq = 1; seq <= count; seq++) {
                ObjectId id = new ObjectId();
                batch.add(new Document("_id", id)
                        .append("userId", new ObjectId(user))
                        .append("seq", seq)
                        .append("title", "A report")
                        .append("message", text)
                        .append("status", "Info")
                        .append("sentBy", new ObjectId(admin))
                        .append("clientMessageId", id.toHexString())
                        .append("isRead", false)
                        .append("createdAt", new Date())
                        .append("updatedAt", new Date()));
                if (batch.size() == 1000) {
                    Site.collection(client).insertMany(batch);
                    batch.clear();
                }
            }
        }
    }
}
