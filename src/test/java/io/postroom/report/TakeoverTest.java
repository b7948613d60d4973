package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.postroom.embedded.StoreServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The seed system's messages become logs.
class TakeoverTest {
    private static final Instant DAY = Instant.parse("2026-03-01T08:00:00Z");
    private static final ObjectId ANNA = new ObjectId();
    private static final ObjectId BERT = new ObjectId();
    private static final ObjectId ADMIN = new ObjectId();

    private StoreServer server;
    private MongoClient client;
    private MongoCollection<Document> messages;

    @BeforeEach
    void start() {
        server = StoreServer.inMemory(0);
        client = MongoClients.create(server.url());
        messages = messages(client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void messagesAreNumberedPerUserByTimeAndThenById() {
        Document late = message(ANNA, 30);
        Document first = message(ANNA, 10).append("_id", new ObjectId("000000000000000000000001"));
        Document second = message(ANNA, 10).append("_id", new ObjectId("000000000000000000000002"));
        Document ofBert = message(BERT, 20);
        messages.insertMany(List.of(late, second, ofBert, first));

        takeOver();

        assertThat(seq(first)).isEqualTo(1L);
        assertThat(seq(second)).isEqualTo(2L);
        assertThat(seq(late)).isEqualTo(3L);
        assertThat(seq(ofBert)).isEqualTo(1L);
    }

    @Test
    void aNumberedMessageKeepsItsNumberAndStraysFollowTheHighest() {
        Document before = message(ANNA, 1);
        Document numbered = message(ANNA, 2).append("seq", 5L);
        Document after = message(ANNA, 3);
        messages.insertMany(List.of(after, numbered, before));

        takeOver();

        assertThat(seq(numbered)).isEqualTo(5L);
        assertThat(seq(before)).isEqualTo(6L);
        assertThat(seq(after)).isEqualTo(7L);
        assertThat(stored(numbered).getString("clientMessageId"))
                .isEqualTo(numbered.getObjectId("_id").toHexString());
    }

    @Test
    void eachMessageGetsItsOwnIdAsItsKeyAndNothingElseChanges() {
        Document plain = message(ANNA, 1);
        Document keyed = message(ANNA, 2).append("clientMessageId", "a key");
        messages.insertMany(List.of(plain, keyed));

        takeOver();

        Document expected = new Document(plain)
                .append("seq", 1L)
                .append("clientMessageId", plain.getObjectId("_id").toHexString());
        assertThat(stored(plain)).isEqualTo(expected);
        assertThat(stored(keyed)).isEqualTo(new Document(keyed).append("seq", 2L));
    }

    @Test
    void aMessageThatWasNeverMarkedIsUnread() {
        Document unmarked = message(ANNA, 1);
        unmarked.remove("isRead");
        messages.insertOne(unmarked);

        takeOver();

        assertThat(stored(unmarked).getBoolean("isRead")).isFalse();
    }

    @Test
    void theIndexesStandAfterwardsAlsoOnAnEmptyStore() {
        takeOver();

        List<String> unique = messages.listIndexes().into(new ArrayList<>()).stream()
                .filter(index -> index.getBoolean("unique", false))
                .map(index -> index.get("key", Document.class).toJson())
                .toList();
        assertThat(unique)
                .contains("{\"userId\": 1, \"seq\": 1}", "{\"userId\": 1, \"sentBy\": 1, \"clientMessageId\": 1}");
    }

    @Test
    void whatDoesNotFitIsKeptOutOfTheRoomsAndKeptAsItIs() {
        List<Document> misfits = List.of(
                without(message(ANNA, 1), "userId"),
                without(message(ANNA, 2), "userId"),
                without(without(message(ANNA, 3), "userId"), "sentBy"),
                message(ANNA, 4).append("userId", null),
                message(ANNA, 5).append("userId", ANNA.toHexString()),
                message(ANNA, 6).append("userId", ANNA.toHexString()),
                message(ANNA, 7).append("userId", List.of(ANNA, BERT)),
                message(ANNA, 8).append("userId", List.of(ANNA, BERT)).append("sentBy", List.of(ADMIN)),
                message(ANNA, 9).append("title", 42),
                without(message(ANNA, 10), "title"),
                message(ANNA, 11).append("message", List.of("a text")),
                message(ANNA, 12).append("status", "Urgent"),
                message(ANNA, 13).append("createdAt", "yesterday"),
                without(message(ANNA, 14), "createdAt"),
                message(ANNA, 15).append("isRead", "no"),
                message(ANNA, 16).append("readAt", 5),
                message(ANNA, 17).append("orderId", 5),
                message(ANNA, 18).append("sentBy", "admin"),
                message(ANNA, 19).append("seq", "first"),
                message(ANNA, 20).append("seq", 1.5),
                message(ANNA, 21).append("seq", 0),
                message(ANNA, 22).append("title", null).append("seq", 1L),
                message(ANNA, 23).append("_id", "a text"),
                new Document("_id", 7),
                new Document("_id", 8));
        messages.insertMany(misfits);
        Document one = message(ANNA, 100);
        Document two = message(ANNA, 101);
        messages.insertMany(List.of(one, two));

        takeOver();

        assertThat(seq(one)).isEqualTo(1L);
        assertThat(seq(two)).isEqualTo(2L);
        for (Document misfit : misfits) {
            Document kept = stored(misfit);
            assertThat(kept.getLong("seq")).as(misfit.toJson()).isNegative();
            kept.remove("seq");
            Object seqBefore = misfit.get("seq");
            if (seqBefore != null) {
                assertThat(kept.get("misfit", Document.class)).containsEntry("seq", seqBefore);
            }
            kept.remove("misfit");
            assertThat(kept.remove("clientMessageId")).isNotNull();
            if (kept.get("sentBy") instanceof Document wrapped) {
                kept.put("sentBy", wrapped.get("misfit"));
            }
            assertThat(kept).isEqualTo(without(new Document(misfit), "seq"));
        }
    }

    @Test
    void twoMessagesWithOneNumberOrOneKeyAreParted() {
        Document first = message(ANNA, 1).append("seq", 1L).append("clientMessageId", "same");
        Document second = message(ANNA, 2).append("seq", 1L).append("clientMessageId", "same");
        Document third = message(ANNA, 3).append("seq", 2L);
        messages.insertMany(List.of(second, first, third));

        takeOver();

        assertThat(seq(first)).isEqualTo(1L);
        assertThat(seq(third)).isEqualTo(2L);
        assertThat(seq(second)).isEqualTo(3L);
        assertThat(stored(first).getString("clientMessageId")).isEqualTo("same");
        assertThat(stored(second).getString("clientMessageId"))
                .isEqualTo(second.getObjectId("_id").toHexString());
    }

    @Test
    void aStrayThatCameAfterwardsFollowsTheHighest() {
        messages.insertMany(List.of(message(ANNA, 1), message(ANNA, 2)));
        takeOver();
        Document stray = message(ANNA, 0);
        Document alone = message(BERT, 0);
        Document misfit = new Document("_id", new ObjectId()).append("text", "not a message");
        messages.insertMany(List.of(stray, alone, misfit));

        takeOver();

        assertThat(seq(stray)).isEqualTo(3L);
        assertThat(seq(alone)).isEqualTo(1L);
        assertThat(stored(misfit).getLong("seq")).isNegative();
        assertThat(stored(stray).getString("clientMessageId"))
                .isEqualTo(stray.getObjectId("_id").toHexString());
    }

    @Test
    void whereNothingIsToDoOneQueryIsAskedAndNothingWritten() {
        messages.insertMany(List.of(message(ANNA, 1), message(ANNA, 2)));
        takeOver();
        List<String> asked = new ArrayList<>();
        try (MongoClient watched = client(event -> asked.add(event.getCommandName()))) {
            takeover(watched).run();
        }

        // A store with sessions also hears of their end when the client goes.
        assertThat(asked)
                .filteredOn(name -> !name.equals("listIndexes") && !name.equals("endSessions"))
                .containsExactly("find");
    }

    @RepeatedTest(3)
    void replicasThatNumberAtOnceWriteTheSame() throws Exception {
        List<Document> all = old(1000, 5);
        messages.insertMany(all);
        CyclicBarrier together = new CyclicBarrier(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                MongoClient second = MongoClients.create(server.url());
                MongoClient third = MongoClients.create(server.url())) {
            List<Future<Void>> runs = new ArrayList<>();
            for (MongoClient each : List.of(client, second, third)) {
                runs.add(threads.submit((Callable<Void>) () -> {
                    together.await();
                    takeover(each).run();
                    return null;
                }));
            }
            for (Future<Void> run : runs) {
                run.get();
            }
        }

        assertNumberedInOrder(all);
    }

    @RepeatedTest(3)
    void oneThatWasCutOffHalfWayIsTakenUpByTheNext() {
        // Many more than all lanes have under way at once: what was sent already is still written.
        List<Document> all = old(10_000, 3);
        messages.insertMany(all);
        AtomicReference<MongoClient> doomed = new AtomicReference<>();
        AtomicInteger updates = new AtomicInteger();
        doomed.set(client(event -> {
            if (event.getCommandName().equals("update") && updates.incrementAndGet() == 2) {
                doomed.get().close();
            }
        }));

        assertThatThrownBy(() -> takeover(doomed.get()).run()).isInstanceOf(RuntimeException.class);
        assertThat(messages.countDocuments(eq("seq", null))).isPositive();

        takeOver();

        assertNumberedInOrder(all);
    }

    @Test
    void theNameOfTheHistoryIsGivenOnceAndStays() {
        StoreHistory one = new StoreHistory(client, "postroom");
        StoreHistory other = new StoreHistory(client, "postroom");
        one.read();
        other.read();

        assertThat(one.log()).isNotBlank().isEqualTo(other.log());

        client.getDatabase("postroom").getCollection("postroom").deleteOne(eq("_id", "log"));
        other.read();

        assertThat(other.log()).isNotBlank().isNotEqualTo(one.log());
    }

    /// Messages of some users in no order, many at the same moment.
    private static List<Document> old(int count, int users) {
        List<ObjectId> rooms = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            rooms.add(new ObjectId());
        }
        Random random = new Random(count);
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(message(rooms.get(random.nextInt(users)), random.nextInt(count / 4)));
        }
        return all;
    }

    private void assertNumberedInOrder(List<Document> all) {
        Map<ObjectId, List<Document>> rooms = new HashMap<>();
        all.forEach(message -> rooms.computeIfAbsent(message.getObjectId("userId"), id -> new ArrayList<>())
                .add(message));
        Map<ObjectId, Long> numbers = new HashMap<>();
        messages.find().forEach(found -> numbers.put(found.getObjectId("_id"), found.getLong("seq")));
        rooms.values().forEach(room -> {
            room.sort(Comparator.comparing((Document message) -> message.getDate("createdAt"))
                    .thenComparing(message -> message.getObjectId("_id")));
            List<Long> seqs = room.stream()
                    .map(message -> numbers.get(message.getObjectId("_id")))
                    .toList();
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(1, room.size()).boxed().toList());
        });
    }

    private void takeOver() {
        takeover(client).run();
    }

    private static Takeover takeover(MongoClient client) {
        return new Takeover(messages(client), Duration.ofMinutes(1), Duration.ofSeconds(30));
    }

    private static MongoCollection<Document> messages(MongoClient client) {
        return client.getDatabase("postroom").getCollection("reportmessages");
    }

    private MongoClient client(Consumer<CommandStartedEvent> started) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.url()))
                .addCommandListener(listener(started))
                .build());
    }

    /// Not a class of its own: the application's build makes a bean of every class that implements the interface.
    private static CommandListener listener(Consumer<CommandStartedEvent> started) {
        return (CommandListener) Proxy.newProxyInstance(
                CommandListener.class.getClassLoader(),
                new Class<?>[] {CommandListener.class},
                (self, method, event) -> {
                    if (event != null && event[0] instanceof CommandStartedEvent command) {
                        started.accept(command);
                    }
                    return null;
                });
    }

    private Document stored(Document message) {
        return messages.find(eq("_id", message.get("_id"))).first();
    }

    private long seq(Document message) {
        return stored(message).getLong("seq");
    }

    private static Document without(Document message, String field) {
        message.remove(field);
        return message;
    }

    private static Document message(ObjectId user, int minute) {
        Date at = Date.from(DAY.plus(Duration.ofMinutes(minute)));
        return new Document("_id", new ObjectId())
                .append("userId", user)
                .append("orderId", new ObjectId())
                .append("title", "Your order")
                .append("message", "It has left us.")
                .append("status", "Info")
                .append("sentBy", ADMIN)
                .append("isRead", false)
                .append("createdAt", at)
                .append("updatedAt", at)
                .append("__v", 0);
    }
}
