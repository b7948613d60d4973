package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.postroom.faults.Tokens;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every example of the OpenAPI document is an answer that this test got: but for ids, times and tokens, value for
/// value. `-Dpostroom.record-examples=true` writes down what is answered now.
@QuarkusTest
class ExamplesTest extends RestTest {
    private static final Path FOLDER = Path.of("src/main/resources/META-INF/openapi");
    private static final boolean RECORD = Boolean.getBoolean("postroom.record-examples");
    private static final String USER = "65f0000000000000000000b1";
    private static final String ALAN = "65f0000000000000000000a1";
    private static final String ORDER = "65f0000000000000000000c1";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String API = "/api/report-messages";

    private final TreeSet<String> compared = new TreeSet<>();
    private OpenApi api;

    @BeforeEach
    void read() {
        api = OpenApi.served();
    }

    @Test
    void everyExampleIsWhatTheServiceAnswers() throws IOException {
        people();
        login();
        String message = send();
        inbox(message);
        orders();
        refusals();

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .as("examples that a test got or sent")
                    // What a store that is away brings about is compared where one is: UnavailableIT.
                    .filteredOn(name -> !name.equals("unavailable"))
                    .containsExactlyInAnyOrderElementsOf(compared);
        }
    }

    private void people() {
        is("putUser", alan().body(request("putUser")).put("/api/users/" + USER), "putUser", 201);
        is("putUser", alan().body(request("putUser")).put("/api/users/" + USER), "putUser", 200);
        is("putAdmin", alan().body(request("putAdmin")).put("/api/admins/" + ALAN), "putAdmin", 201);
        is("user", user(USER).get("/api/users/" + USER), "user", 200);
        is("listUsers", alan().queryParam("q", "ursula@example.org").get("/api/users"), "listUsers", 200);
        is("me", user(USER).get("/api/auth/me"), "me", 200);
        collection("users")
                .updateOne(Filters.eq(new ObjectId(USER)), Updates.set("password", BcryptUtil.bcryptHash(PASSWORD, 4)));
    }

    private void login() {
        is("login", given().body(request("login")).post("/api/auth/users/login"), "login", 200);
        Response program = given().body(request("login", "login-program")).post("/api/auth/users/login");
        is("login-program", program, "login", 200);
        ObjectNode spent = (ObjectNode) OpenApi.json(request("refresh"));
        spent.put("refreshToken", program.path("refreshToken").toString());
        is("refresh", given().body(spent.toString()).post("/api/auth/users/refresh"), "refresh", 200);
    }

    private String send() {
        Response sent = alan().body(request("send")).post(API);
        is("send", sent, "send", 201);
        is("send-repeated", alan().body(request("send")).post(API), "send", 200);
        is("listSent", alan().get(API + "/sent"), "listSent", 200);
        is(
                "listUsers-inbox",
                alan().queryParam("q", "ursula@example.org")
                        .queryParam("with", "inbox")
                        .get("/api/users"),
                "listUsers",
                200);
        return sent.path("message._id");
    }

    private void inbox(String message) {
        is("inbox", user(USER).get(API + "/user/" + USER), "inbox", 200);
        is("message", user(USER).get(API + "/" + message), "message", 200);
        is("read", user(USER).post(API + "/" + message + "/read"), "read", 200);
        Map<String, String> another = Map.of("userId", USER, "title", "Two", "message", "more", "status", "Info");
        alan().body(another).post(API).then().statusCode(201);
        alan().body(another).post(API).then().statusCode(201);
        ObjectNode upTo = (ObjectNode) OpenApi.json(request("readAll"));
        is("readAll-nothing", user(USER).body(upTo.toString()).post(API + "/user/" + USER + "/read"), "readAll", 200);
        is("readAll", user(USER).post(API + "/user/" + USER + "/read"), "readAll", 200);
    }

    private void orders() {
        is("order", alan().body(request("putOrder")).put("/api/orders/" + ORDER), "putOrder", 201);
        is("order", alan().body(request("putOrder")).put("/api/orders/" + ORDER), "putOrder", 200);
        is("order", alan().get("/api/orders/" + ORDER), "order", 200);
        is("listOrders", alan().queryParam("q", ORDER).get("/api/orders"), "listOrders", 200);
        is("ordersOfUser", user(USER).get("/api/users/" + USER + "/orders"), "ordersOfUser", 200);
    }

    private void refusals() {
        is("invalid", alan().queryParam("limit", 101).get("/api/users"), "listUsers", 400);
        is("unauthorized", given().get("/api/auth/me"), "me", 401);
        is("forbidden", user(USER).get("/api/users"), "listUsers", 403);
        is("notFound", alan().get("/api/users/65f0000000000000000000b2"), "user", 404);
        ObjectNode other = (ObjectNode) OpenApi.json(request("send"));
        is("conflict", alan().body(other.put("title", "Another").toString()).post(API), "send", 409);
        String large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
        is("tooLarge", alan().body(large).put("/api/users/" + USER), "putUser", 413);
        collection("loginattempts")
                .insertMany(Stream.generate(() -> new Document("account", "user:guessed@example.org")
                                .append("address", "198.51.100.1")
                                .append("at", new Date())
                                .append("wrong", true))
                        .limit(100)
                        .toList());
        Map<String, String> guess = Map.of("email", "guessed@example.org", "password", "x");
        is(
                "rateLimited",
                given().contentType(ContentType.JSON).body(guess).post("/api/auth/users/login"),
                "login",
                429);
    }

    private static RequestSpecification alan() {
        return as(Tokens.admin(ALAN));
    }

    /// A documented request, valid by its schema.
    private String request(String operation) {
        return request(operation, operation);
    }

    private String request(String operation, String example) {
        String text = read(example + "-request");
        OpenApi.Described described = api.request(operation);
        JsonNode value = OpenApi.json(text);
        assertThat(api.faults(described.schema(), value)).as(example).isEmpty();
        assertThat(values(described)).as(example).contains(value);
        compared.add(example + "-request");
        return text;
    }

    /// The answer has this status, is valid by the schema of it, and is the example; the document holds the example.
    private void is(String example, Response answer, String operation, int status) {
        assertThat(answer.statusCode()).as(example + ": " + answer.asString()).isEqualTo(status);
        JsonNode got = OpenApi.json(answer.asString());
        if (RECORD && compared.add(example)) {
            write(example, got);
        }
        compared.add(example);
        OpenApi.Described described = api.answer(operation, status);
        assertThat(answer.contentType()).startsWith(status < 400 ? "application/json" : "application/problem+json");
        assertThat(api.faults(described.schema(), got)).as(example).isEmpty();
        JsonNode golden = OpenApi.json(read(example));
        assertThat(normal(got)).as(example).isEqualTo(normal(golden));
        if (!RECORD) {
            assertThat(values(described)).as(example + " in the document").contains(golden);
        }
    }

    private static List<JsonNode> values(OpenApi.Described described) {
        List<JsonNode> values = new ArrayList<>();
        described.examples().forEach(example -> values.add(example.get("value")));
        return values;
    }

    /// Without what is another one in every run: ids that the service makes, times, tokens.
    private static JsonNode normal(JsonNode value) {
        UnaryOperator<String> text = known -> known.matches("[0-9a-f]{24}") && !known.startsWith("65f000000000")
                ? "(id)"
                : known.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
                        ? "(date)"
                        : known.matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+|[\\w-]{43}") ? "(token)" : known;
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = OpenApi.JSON.createObjectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), normal(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = OpenApi.JSON.createArrayNode();
                array.forEach(item -> copy.add(normal(item)));
                yield copy;
            }
            case TextNode node -> TextNode.valueOf(text.apply(node.textValue()));
            default -> value;
        };
    }

    private static String read(String example) {
        try {
            return Files.readString(FOLDER.resolve(example + ".json")).strip();
        } catch (IOException e) {
            throw new AssertionError("no example " + example, e);
        }
    }

    private static void write(String example, JsonNode value) {
        try {
            Files.writeString(
                    FOLDER.resolve(example + ".json"),
                    OpenApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
