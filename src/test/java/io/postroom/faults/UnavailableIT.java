package io.postroom.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store hung, or gone: every call says so within 10 s, and when to come again.
class UnavailableIT {
    /// The contract's 10 s, and what a busy machine adds to the answer's way.
    private static final Duration ANSWERED = Duration.ofSeconds(12);
    private static final Path EXAMPLE = Path.of("src/main/resources/META-INF/openapi/unavailable.json");

    @TempDir
    static Path directory;

    private static Site site;

    private record Timed(Response answer, Duration took) {}

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory)).replicas(1, Map.of());
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void everyCallIsRefusedInTimeWhileTheStoreHangs() throws Exception {
        site.node(0).toStore().hang();
        everyCallIsUnavailable();
    }

    @Test
    void everyCallIsRefusedInTimeWhileTheStoreIsGone() throws Exception {
        site.node(0).toStore().cut();
        everyCallIsUnavailable();
    }

    @Test
    void aJoinIsRefusedInTimeWhileTheStoreHangs() {
        String user = site.newUser();
        try (SocketClient device = site.replica(0).user(user)) {
            site.node(0).toStore().hang();
            device.send("{\"type\":\"joinUserRoom\",\"ref\":\"1\",\"userId\":\"" + user + "\"}");
            JsonNode refused = device.await(frame -> frame.path("ref").asText().equals("1"), "the refusal", ANSWERED);
            assertThat(refused.path("code").asText()).isEqualTo("unavailable");
        } finally {
            site.heal();
        }
    }

    private static void everyCallIsUnavailable() throws Exception {
        JsonNode example = new ObjectMapper().readTree(EXAMPLE.toFile());
        Map<String, CompletableFuture<Timed>> calls = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            calls().forEach((name, call) -> calls.put(name, CompletableFuture.supplyAsync(() -> timed(call), threads)));
            for (var call : calls.entrySet()) {
                Timed timed = call.getValue().get();
                String name = call.getKey() + ": " + timed.answer.asString();
                assertThat(timed.answer.statusCode()).as(name).isEqualTo(503);
                assertThat(timed.answer.contentType()).as(name).startsWith("application/problem+json");
                assertThat(timed.answer.header("Retry-After")).as(name).matches("[1-9]\\d*");
                assertThat(timed.took).as(name).isLessThan(ANSWERED);
                JsonNode problem = new ObjectMapper().readTree(timed.answer.asString());
                if (call.getKey().equals("send")) {
                    assertThat(problem.get("code")).isEqualTo(example.get("code"));
                } else {
                    assertThat(problem).as(name).isEqualTo(example);
                }
            }
        } finally {
            site.heal();
        }
        assertThat(admin().get("/api/users").statusCode()).as("afterwards").isEqualTo(200);
    }

    /// Every call that asks the store; of people whom no replica remembers.
    private static Map<String, Supplier<Response>> calls() {
        String id = new ObjectId().toHexString();
        String person = "{\"name\":\"Pia\",\"email\":\"pia@example.org\"}";
        String messages = "/api/report-messages";
        String token = "{\"refreshToken\":\"0123456789012345678901234567890123456789012\"}";
        Map<String, Supplier<Response>> calls = new LinkedHashMap<>();
        calls.put("me", () -> user(id).get("/api/auth/me"));
        calls.put(
                "login",
                () -> anybody()
                        .body("{\"email\":\"a@example.org\",\"password\":\"x\"}")
                        .post("/api/auth/users/login"));
        calls.put("refresh", () -> anybody().body(token).post("/api/auth/users/refresh"));
        calls.put("logout", () -> anybody().body(token).post("/api/auth/users/logout"));
        calls.put("inbox", () -> user(id).get(messages + "/user/" + id));
        calls.put("message", () -> user(id).get(messages + "/" + id));
        calls.put("sent", () -> admin().get(messages + "/sent"));
        calls.put(
                "send",
                () -> admin().body("{\"userId\":\"" + id
                                + "\",\"title\":\"t\",\"message\":\"m\",\"status\":\"Info\",\"clientMessageId\":\"k\"}")
                        .post(messages));
        calls.put("read", () -> user(id).post(messages + "/" + id + "/read"));
        calls.put("readAll", () -> user(id).post(messages + "/user/" + id + "/read"));
        calls.put("users", () -> admin().get("/api/users"));
        calls.put("users with inbox", () -> admin().get("/api/users?with=inbox"));
        calls.put("user", () -> user(id).get("/api/users/" + id));
        calls.put("put user", () -> admin().body(person).put("/api/users/" + id));
        calls.put("orders of user", () -> user(id).get("/api/users/" + id + "/orders"));
        calls.put("put admin", () -> admin().body(person).put("/api/admins/" + id));
        calls.put("orders", () -> admin().get("/api/orders"));
        calls.put("order", () -> admin().get("/api/orders/" + id));
        calls.put(
                "put order",
                () -> admin().body("{\"userId\":\"" + id + "\",\"status\":\"Paid\",\"total\":1}")
                        .put("/api/orders/" + id));
        return calls;
    }

    private static Timed timed(Supplier<Response> call) {
        long began = System.nanoTime();
        Response answer = call.get();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
    }

    private static RequestSpecification anybody() {
        return given().baseUri("http://127.0.0.1").port(site.replica(0).port()).contentType(ContentType.JSON);
    }

    private static RequestSpecification user(String id) {
        return anybody().auth().oauth2(Tokens.user(id));
    }

    private static RequestSpecification admin() {
        return anybody().auth().oauth2(Tokens.admin("6500000000000000000000a1"));
    }
}
