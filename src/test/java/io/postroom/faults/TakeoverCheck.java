package io.postroom.faults;

import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the packaged application takes to be ready over a database of the seed system with many messages, how much
/// memory that needs, and that the next start finds nothing to do. Run by its name, for the figures in
/// `docs/reliability.md`; how many messages of how many users in which store is said by `-Dpostroom.takeover.…`.
class TakeoverCheck {
    private static final int MESSAGES = Integer.getInteger("postroom.takeover.messages", 20_000);
    private static final int USERS = Integer.getInteger("postroom.takeover.users", 100);
    private static final String STORE = System.getProperty("postroom.takeover.store", "memory");
    private static final String JVM = System.getProperty("postroom.takeover.jvm", "-Xmx256m");
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int BATCH = 5000;
    /// The messages of a room are strewn over the collection, as years of a back office's work are.
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private static final long YEARS_MS = Duration.ofDays(6 * 365).toMillis();

    @TempDir
    Path directory;

    @Test
    void oldMessagesAreNumberedBeforeTheReplicaIsReadyAndOnlyOnce() throws IOException {
        StoreProcess store = switch (STORE) {
            case "memory" -> StoreProcess.inMemory(directory, "8g");
            case "secantus" -> StoreProcess.onDiskUnsynced(directory);
            default -> throw new IllegalArgumentException("no such store: " + STORE);
        };
        try (store;
                RedisProcess redis = RedisProcess.start()) {
            fill(store);
            Start first = start(store, redis, "first");
            Start second = start(store, redis, "second");

            tell("the takeover: " + first);
            tell("the next start: " + second);
            assertThat(first.log()).contains(" report messages numbered, 0 set aside");
            assertThat(second.log()).doesNotContain("Takeover:");
            try (MongoClient client = store.client()) {
                assertThat(Site.collection(client).countDocuments(gt("seq", 0))).isEqualTo(MESSAGES);
            }
        }
    }

    private record Start(Duration untilReady, String peakRss, String log) {
        @Override
        public String toString() {
            long attempts =
                    log.lines().filter(line -> line.contains("trying again")).count() + 1;
            return "ready after %d ms, at most %s resident, attempts: %d"
                    .formatted(untilReady.toMillis(), peakRss, attempts);
        }
    }

    private Start start(StoreProcess store, RedisProcess redis, String name) throws IOException {
        try (ReplicaProcess replica =
                new ReplicaProcess(name, directory, store.port(), redis.port(), Map.of("HEAP", JVM))) {
            long began = System.nanoTime();
            replica.launch();
            Awaitility.await("ready")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        assertThat(replica.alive()).as(replica.log()).isTrue();
                        return replica.ready();
                    });
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            return new Start(taken, peakRss(replica.pid()), replica.log());
        }
    }

    private static String peakRss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("(not known on this system)");
    }

    private static void fill(StoreProcess store) {
        long began = System.nanoTime();
        Random random = new Random(1);
        ObjectId admin = new ObjectId();
        ObjectId[] users = new ObjectId[USERS];
        Arrays.setAll(users, i -> new ObjectId());
        try (MongoClient client = store.client()) {
            MongoCollection<Document> messages = Site.collection(client);
            List<Document> batch = new ArrayList<>(BATCH);
            for (int i = 0; i < MESSAGES; i++) {
                batch.add(old(users[i % USERS], admin, FIRST.plusMillis(random.nextLong(YEARS_MS))));
                if (batch.size() == BATCH || i == MESSAGES - 1) {
                    messages.insertMany(batch, new InsertManyOptions().ordered(false));
                    batch.clear();
                }
            }
        }
        tell("%d messages of %d users written in %d ms"
                .formatted(
                        MESSAGES,
                        USERS,
                        Duration.ofNanos(System.nanoTime() - began).toMillis()));
    }

    private static Document old(ObjectId user, ObjectId admin, Instant at) {
        return new Document("userId", user)
                .append("orderId", "ORD-2020-000001")
                .append("title", "Your order has arrived")
                .append("message", "The carrier has left your parcel with a neighbour. Please collect it this week.")
                .append("status", "Info")
                .append("sentBy", admin)
                .append("isRead", true)
                .append("createdAt", Date.from(at))
                .append("updatedAt", Date.from(at))
                .append("__v", 0);
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String what) {
        System.out.println(what);
    }
}
