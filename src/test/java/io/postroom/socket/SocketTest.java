package io.postroom.socket;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import io.postroom.faults.Backends;
import io.postroom.faults.Metrics;
import io.postroom.faults.ServiceStore;
import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;

/// What tests of the sockets share: people of their own in the store, sockets that are closed afterwards, and frames.
abstract class SocketTest {
    static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger REFS = new AtomicInteger();

    @TestHTTPResource("/")
    URI root;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    private final List<SocketClient> open = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        open.forEach(SocketClient::close);
    }

    static MongoCollection<Document> collection(String name) {
        return ServiceStore.collection(name);
    }

    /// What the service says of one metric now.
    double metric(String name) {
        return Metrics.value(given().get(Backends.management(metrics)).asString(), name);
    }

    /// What readiness answers now: 200, or 503.
    int ready() {
        return given().get(Backends.management(readiness)).statusCode();
    }

    static String newUser() {
        return newPerson("users", "Ursula User", "ursula");
    }

    static String newAdmin() {
        return newPerson("admins", "Alan Admin", "alan");
    }

    private static String newPerson(String collection, String name, String mailbox) {
        ObjectId id = new ObjectId();
        collection(collection)
                .insertOne(new Document("_id", id)
                        .append("name", name)
                        .append("email", mailbox + id + "@postroom.example")
                        .append("password", "$2a$10$secret"));
        return id.toHexString();
    }

    String url(String path) {
        return root.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + path;
    }

    SocketClient user(String id) {
        return opened(SocketClient.connect(url("/ws/users/" + id), Tokens.user(id)));
    }

    SocketClient admin(String id) {
        return opened(SocketClient.connect(url("/ws/admins/" + id), Tokens.admin(id)));
    }

    SocketClient opened(SocketClient socket) {
        open.add(socket);
        return socket;
    }

    static String ref() {
        return "r" + REFS.incrementAndGet();
    }

    /// A frame of these names and values, by turns.
    static String frame(String type, Object... fields) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            frame.put((String) fields[i], fields[i + 1]);
        }
        return JSON.valueToTree(frame).toString();
    }

    /// Says it with a `ref` and returns what answers.
    static JsonNode ask(SocketClient socket, String type, Object... fields) {
        String ref = ref();
        Object[] all = new Object[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "ref";
        all[fields.length + 1] = ref;
        socket.send(frame(type, all));
        return answer(socket, ref);
    }

    static JsonNode answer(SocketClient socket, String ref) {
        return socket.await(frame -> ref.equals(frame.path("ref").asText(null)), "the answer to " + ref, SOON);
    }

    /// Sends a message to the user and returns it as stored.
    static JsonNode send(SocketClient admin, String userId, String title) {
        JsonNode sent = ask(
                admin, "sendReportMessage", "userId", userId, "title", title, "message", "About it.", "status", "Info");
        if (!sent.path("success").asBoolean()) {
            throw new AssertionError("not sent: " + sent);
        }
        return sent.get("message");
    }

    static JsonNode received(SocketClient socket, long seq) {
        return socket.await(
                frame -> SocketClient.type(frame).equals("receiveReportMessage")
                        && frame.get("seq").asLong() == seq,
                "message " + seq,
                SOON);
    }

    static List<JsonNode> frames(SocketClient socket, String type) {
        return socket.frames().stream()
                .filter(frame -> SocketClient.type(frame).equals(type))
                .toList();
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
