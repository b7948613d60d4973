package io.postroom.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.postroom.faults.History.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A whole installation in processes of its own: a store, a Redis, and replicas each with a network of its own to both.
public final class Site implements AutoCloseable {
    private final StoreProcess store;
    private final RedisProcess redis;
    private final List<Node> nodes = new ArrayList<>();
    private final Path directory;

    /// A replica and its ways to the others.
    public record Node(ReplicaProcess replica, TcpProxy toStore, TcpProxy toRedis) {}

    public Site(Path directory, StoreProcess store) {
        this.directory = directory;
        this.store = store;
        this.redis = RedisProcess.start();
    }

    /// Starts further replicas and waits until all are ready.
    public Site replicas(int count, Map<String, String> environment) {
        for (int i = 0; i < count; i++) {
            launch(environment);
        }
        nodes.forEach(node -> node.replica().awaitReady());
        return this;
    }

    /// Starts one more replica and does not wait.
    public Node launch(Map<String, String> environment) {
        Node node = add(environment);
        node.replica().launch();
        return node;
    }

    /// One more replica, not started, so that its network can be broken before.
    public Node add(Map<String, String> environment) {
        TcpProxy toStore = new TcpProxy("127.0.0.1", store.port());
        TcpProxy toRedis = new TcpProxy("127.0.0.1", redis.port());
        ReplicaProcess replica =
                new ReplicaProcess("replica-" + nodes.size(), directory, toStore.port(), toRedis.port(), environment);
        Node node = new Node(replica, toStore, toRedis);
        nodes.add(node);
        return node;
    }

    public Node node(int index) {
        return nodes.get(index);
    }

    public ReplicaProcess replica(int index) {
        return nodes.get(index).replica();
    }

    public List<Node> nodes() {
        return nodes;
    }

    public StoreProcess store() {
        return store;
    }

    public RedisProcess redis() {
        return redis;
    }

    /// A user who is in the store, and whose room is empty.
    public String newUser() {
        String id = new ObjectId().toHexString();
        person("users", id);
        return id;
    }

    /// An admin who is in the store.
    public String newAdmin() {
        String id = new ObjectId().toHexString();
        person("admins", id);
        return id;
    }

    /// Puts a person of the seed system's kind into `users` or `admins`.
    public void person(String collection, String id) {
        people(collection, List.of(id));
    }

    void people(String collection, List<String> ids) {
        try (MongoClient client = store.client()) {
            MongoCollection<Document> people =
                    client.getDatabase(ReplicaProcess.DATABASE).getCollection(collection);
            for (String id : ids) {
                people.replaceOne(
                        Filters.eq("_id", new ObjectId(id)),
                        new Document("_id", new ObjectId(id))
                                .append("name", "Somebody " + id.substring(20))
                                .append("email", id + "@example.org")
                                .append("createdAt", new Date()),
                        new ReplaceOptions().upsert(true));
            }
        }
    }

    /// Messages 1 … `count` of 2,000 characters as Postroom stores them, without sending each: the room was empty.
    public void fill(String user, String admin, int count) {
        String text = "z".repeat(2000);
        try (MongoClient client = store.client()) {
            List<Document> batch = new ArrayList<>();
            for (long seq = 1; seq <= count; seq++) {
                batch.add(message(user, admin, seq, text));
                if (batch.size() == 1000 || seq == count) {
                    collection(client).insertMany(batch);
                    batch.clear();
                }
            }
        }
    }

    private static Document message(String user, String admin, long seq, String text) {
        ObjectId id = new ObjectId();
        return new Document("_id", id)
                .append("userId", new ObjectId(user))
                .append("seq", seq)
                .append("title", "Message " + seq)
                .append("message", text)
                .append("status", "Info")
                .append("sentBy", new ObjectId(admin))
                .append("clientMessageId", id.toHexString())
                .append("isRead", false)
                .append("createdAt", new Date())
                .append("updatedAt", new Date());
    }

    /// All messages as they stand in the store.
    public List<Stored> messages() {
        List<Stored> all = new ArrayList<>();
        try (MongoClient client = store.client()) {
            collection(client).find().forEach(message -> all.add(stored(message)));
        }
        return all;
    }

    /// The collection itself, for what no door does.
    public static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase(ReplicaProcess.DATABASE).getCollection("reportmessages");
    }

    private static Stored stored(Document message) {
        return new Stored(
                message.getObjectId("userId").toHexString(),
                message.get("seq", Number.class).longValue(),
                message.getObjectId("_id").toHexString(),
                message.getString("clientMessageId"),
                message.getString("message"),
                Boolean.TRUE.equals(message.getBoolean("isRead")),
                time(message.getDate("readAt")),
                time(message.getDate("deliveredAt")));
    }

    /// As the wire has it: milliseconds always, so that texts compare like times.
    private static @Nullable String time(@Nullable Date date) {
        return date == null
                ? null
                : java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(date.toInstant());
    }

    /// Ends all faults, starts what is dead, and returns when every replica is ready.
    public void heal() {
        redis.thaw();
        store.thaw();
        if (!redis.alive()) {
            redis.restart();
        }
        if (!store.alive()) {
            store.restart();
        }
        for (Node node : nodes) {
            node.toStore().resume();
            node.toRedis().resume();
            node.replica().thaw();
            if (!node.replica().alive()) {
                node.replica().launch();
            }
        }
        nodes.forEach(node -> node.replica().awaitReady());
    }

    /// Writes down what the threads of the replicas do, and those of the tests, through which the replicas reach the
    /// store and Redis.
    public void dumpThreads() {
        nodes.forEach(node -> node.replica().dumpThreads());
        ChildProcess.dumpAllThreads(ProcessHandle.current().pid(), directory.resolve("tests.threads"));
    }

    /// Begins a fault of this site; sockets are not its business.
    public void begin(Fault fault) {
        Node node = nodes.get(fault.replica());
        switch (fault.kind()) {
            case KILL_REPLICA -> node.replica().kill();
            case FREEZE_REPLICA -> node.replica().freeze();
            case KILL_REDIS -> redis.kill();
            case FLUSH_REDIS -> redis.command("FLUSHALL");
            case FREEZE_REDIS -> redis.freeze();
            case DROP_SUBSCRIBERS -> redis.command("CLIENT", "KILL", "TYPE", "pubsub");
            case CUT_FROM_REDIS -> node.toRedis().cut();
            case HANG_TO_REDIS -> node.toRedis().hang();
            case CUT_FROM_STORE -> node.toStore().cut();
            case DELAY_STORE_ANSWERS -> node.toStore().delayAnswers(Duration.ofMillis(fault.millis() / 2));
            case LOSE_STORE_ANSWERS -> node.toStore().dropAnswers();
            case KILL_STORE -> store.kill();
            case FREEZE_STORE -> store.freeze();
            case CUT_SOCKETS, STALL_READERS -> {}
        }
    }

    /// Ends it; a replica that was killed comes back in its own time.
    public void end(Fault fault) {
        Node node = nodes.get(fault.replica());
        switch (fault.kind()) {
            case KILL_REPLICA -> node.replica().launch();
            case FREEZE_REPLICA -> node.replica().thaw();
            case KILL_REDIS -> redis.restart();
            case FREEZE_REDIS -> redis.thaw();
            case CUT_FROM_REDIS, HANG_TO_REDIS -> node.toRedis().resume();
            case CUT_FROM_STORE, DELAY_STORE_ANSWERS, LOSE_STORE_ANSWERS ->
                node.toStore().resume();
            case KILL_STORE -> store.restart();
            case FREEZE_STORE -> store.thaw();
            case FLUSH_REDIS, DROP_SUBSCRIBERS, CUT_SOCKETS, STALL_READERS -> {}
        }
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            node.replica().close();
            node.toStore().close();
            node.toRedis().close();
        }
        redis.close();
        store.close();
    }
}
