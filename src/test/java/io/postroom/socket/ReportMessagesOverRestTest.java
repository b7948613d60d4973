package io.postroom.socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/report-messages`: the same use cases as over the sockets.
@QuarkusTest
class ReportMessagesOverRestTest extends SocketTest {
    private static final String API = "/api/report-messages";

    @Test
    void aMessageSentOverRestIsStoredAndShownOnTheUsersSockets() {
        String userId = newUser();
        String adminId = newAdmin();
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);

        Response sent = send(adminId, draft(userId, "title", "Your order"), null);

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.jsonPath().getBoolean("success")).isTrue();
        assertThat(sent.jsonPath().getLong("message.seq")).isEqualTo(1);
        assertThat(sent.jsonPath().getString("message.sentBy._id")).isEqualTo(adminId);
        assertThat(received(user, 1).at("/message/_id").asText())
                .isEqualTo(sent.jsonPath().getString("message._id"));
    }

    @Test
    void aRepetitionByEitherDoorIsAnsweredWithTheFirst() {
        String userId = newUser();
        String adminId = newAdmin();
        Map<String, Object> draft = draft(userId, "title", "one");

        Response first = send(adminId, draft, "key");
        Response again = send(adminId, draft, "key");
        String bySocket = ask(
                        admin(adminId),
                        "sendReportMessage",
                        "userId",
                        userId,
                        "title",
                        "one",
                        "message",
                        "text",
                        "status",
                        "Info",
                        "clientMessageId",
                        "key")
                .at("/message/_id")
                .asText();

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("message._id"))
                .isEqualTo(first.jsonPath().getString("message._id"))
                .isEqualTo(bySocket);
        problem(send(adminId, draft(userId, "title", "two"), "key"), 409, "conflict", "clientMessageId");
    }

    @Test
    void theKeyOfTheHeaderAndTheOneOfTheBodyMustAgree() {
        String userId = newUser();
        String adminId = newAdmin();
        problem(send(adminId, draft(userId, "clientMessageId", "a"), "b"), 400, "invalid", "clientMessageId");
        problem(send(adminId, draft(userId, "clientMessageId", "a"), ""), 400, "invalid", "clientMessageId");
        problem(send(adminId, draft(userId, "title", "one"), ""), 400, "invalid", "clientMessageId");
        assertThat(send(adminId, draft(userId, "clientMessageId", "a"), "a").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "7", "\"text\"", "{}"})
    void aBodyThatIsNoMessageIsInvalid(String body) {
        Response answer = as(Tokens.admin(newAdmin()))
                .contentType(ContentType.JSON)
                .body(body)
                .post(API);
        problem(answer, 400, "invalid", body.equals("{}") ? "userId" : null);
    }

    @Test
    void aFieldOfTheWrongKindIsInvalidAndNamed() {
        String adminId = newAdmin();
        for (String field : List.of("userId", "title", "message", "status", "orderId", "clientMessageId")) {
            problem(send(adminId, draft(newUser(), field, Map.of("$ne", 1)), null), 400, "invalid", field);
        }
        problem(send(adminId, draft(new ObjectId().toHexString(), "title", "one"), null), 404, "notFound", "userId");
    }

    @Test
    void whoMayNotSendIsRefusedBeforeTheBodyIsLookedAt() {
        RequestSpecification anybody = given().contentType(ContentType.JSON).body("{");
        assertThat(anybody.post(API).statusCode()).isEqualTo(401);
        problem(
                as(Tokens.user(newUser()))
                        .contentType(ContentType.JSON)
                        .body("{")
                        .post(API),
                403,
                "forbidden",
                null);
    }

    @Test
    void anInboxIsReadFromTheNewestPageByPage() {
        String userId = newUser();
        String adminId = newAdmin();
        Stream.of("a", "b", "c", "d", "e").forEach(title -> send(adminId, draft(userId, "title", title), null));

        JsonPath first = inbox(userId, "limit=2");
        assertThat(first.getList("messages.seq")).isEqualTo(List.of(5, 4));
        assertThat(first.getLong("seq")).isEqualTo(5);
        assertThat(first.getLong("unread")).isEqualTo(5);
        assertThat(first.getLong("nextBefore")).isEqualTo(4);
        JsonPath second = inbox(userId, "limit=2&before=4");
        assertThat(second.getList("messages.seq")).isEqualTo(List.of(3, 2));
        JsonPath last = inbox(userId, "limit=2&before=2");
        assertThat(last.getList("messages.seq")).isEqualTo(List.of(1));
        assertThat(last.getMap("")).containsKey("nextBefore");
        assertThat((Object) last.get("nextBefore")).isNull();
        assertThat(inbox(userId, "before=0").getList("messages")).isEmpty();
        assertThat(inbox(userId, "before=1000").getList("messages")).hasSize(5);
    }

    @Test
    void filtersNarrowTheMessagesOnly() {
        String userId = newUser();
        String adminId = newAdmin();
        send(adminId, draft(userId, "title", "Größe (neu) .*"), null);
        send(adminId, draft(userId, "status", "Issue"), null);
        String third = send(adminId, draft(userId, "orderId", "ORD-77"), null)
                .jsonPath()
                .getString("message._id");
        as(Tokens.user(userId)).post(API + "/" + third + "/read").then().statusCode(200);

        assertThat(seqs(userId, "unread", "true")).isEqualTo(List.of(2, 1));
        assertThat(seqs(userId, "unread", "false")).isEqualTo(List.of(3));
        assertThat(seqs(userId, "status", "Issue")).isEqualTo(List.of(2));
        assertThat(seqs(userId, "q", "ord-7")).isEqualTo(List.of(3));
        assertThat(seqs(userId, "q", "GRÖSSE")).isEmpty();
        assertThat(seqs(userId, "q", "GRÖß")).isEqualTo(List.of(1));
        assertThat(seqs(userId, "q", "(NEU) .*")).isEqualTo(List.of(1));
        assertThat(seqs(userId, "q", "a\u0000b\\E.*")).isEmpty();
        JsonPath narrowed = inbox(userId, "status=Issue");
        assertThat(narrowed.getLong("seq")).isEqualTo(3);
        assertThat(narrowed.getLong("unread")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, x",
        "limit, ''",
        "before, -1",
        "before, x",
        "before, ''",
        "unread, ''",
        "unread, yes",
        "status, info",
        "status, ''"
    })
    void aQueryValueThatIsNoneIsInvalidAndNamed(String name, String value) {
        String userId = newUser();
        problem(as(Tokens.user(userId)).queryParam(name, value).get(API + "/user/" + userId), 400, "invalid", name);
    }

    @Test
    void anInboxIsForItsUserAndForAdmins() {
        String userId = newUser();
        String path = API + "/user/" + userId;
        assertThat(given().get(path).statusCode()).isEqualTo(401);
        problem(as(Tokens.user(newUser())).queryParam("limit", "x").get(path), 403, "forbidden", null);
        assertThat(as(Tokens.admin(newAdmin())).get(path).statusCode()).isEqualTo(200);
        problem(as(Tokens.admin(newAdmin())).get(API + "/user/xyz"), 400, "invalid", "userId");
        problem(as(Tokens.user(userId)).get(API + "/user/xyz"), 400, "invalid", "userId");
    }

    @Test
    void aMessageIsForItsUserAndForAdmins() {
        String userId = newUser();
        String id =
                send(newAdmin(), draft(userId, "title", "one"), null).jsonPath().getString("message._id");
        assertThat(given().get(API + "/" + id).statusCode()).isEqualTo(401);
        assertThat(as(Tokens.user(userId)).get(API + "/" + id).jsonPath().getString("title"))
                .isEqualTo("one");
        assertThat(as(Tokens.admin(newAdmin())).get(API + "/" + id).statusCode())
                .isEqualTo(200);
        problem(as(Tokens.user(newUser())).get(API + "/" + id), 404, "notFound", null);
        problem(as(Tokens.admin(newAdmin())).get(API + "/" + new ObjectId()), 404, "notFound", null);
        problem(as(Tokens.admin(newAdmin())).get(API + "/xyz"), 400, "invalid", "id");
    }

    @Test
    void anAdminReadsWhatTheySentAndNothingElse() {
        String adminId = newAdmin();
        String userId = newUser();
        send(newAdmin(), draft(userId, "title", "of another"), null);
        Stream.of("a", "b", "c").forEach(title -> send(adminId, draft(userId, "title", title), null));

        JsonPath first = as(Tokens.admin(adminId)).get(API + "/sent?limit=2").jsonPath();
        assertThat(first.getList("messages.title")).isEqualTo(List.of("c", "b"));
        JsonPath second = as(Tokens.admin(adminId))
                .get(API + "/sent?limit=2&before=" + first.getString("nextBefore"))
                .jsonPath();
        assertThat(second.getList("messages.title")).isEqualTo(List.of("a"));
        assertThat((Object) second.get("nextBefore")).isNull();
        assertThat(second.getMap("")).containsKey("nextBefore");
        problem(as(Tokens.admin(adminId)).get(API + "/sent?before=xyz"), 400, "invalid", "before");
        problem(as(Tokens.admin(adminId)).get(API + "/sent?before="), 400, "invalid", "before");
        problem(as(Tokens.admin(adminId)).get(API + "/sent?limit="), 400, "invalid", "limit");
        problem(as(Tokens.user(userId)).get(API + "/sent?before=xyz"), 403, "forbidden", null);
    }

    @Test
    void aMessageIsMarkedReadOnceAndTheFirstTimeStays() {
        String userId = newUser();
        String adminId = newAdmin();
        SocketClient admin = admin(adminId);
        String id =
                send(adminId, draft(userId, "title", "one"), null).jsonPath().getString("message._id");
        send(adminId, draft(userId, "title", "two"), null);

        JsonPath first = as(Tokens.user(userId)).post(API + "/" + id + "/read").jsonPath();
        JsonPath again = as(Tokens.user(userId)).post(API + "/" + id + "/read").jsonPath();

        assertThat(first.getBoolean("success")).isTrue();
        assertThat(first.getLong("seq")).isEqualTo(2);
        assertThat(first.getLong("unread")).isEqualTo(1);
        assertThat(again.getString("readAt")).isEqualTo(first.getString("readAt"));
        assertThat(admin.await("reportMessagesRead", SOON).get("readAt").asText())
                .isEqualTo(first.getString("readAt"));
        problem(as(Tokens.user(newUser())).post(API + "/" + id + "/read"), 404, "notFound", "id");
        problem(as(Tokens.user(newUser())).post(API + "/xyz/read"), 400, "invalid", "id");
        problem(as(Tokens.admin(adminId)).post(API + "/" + id + "/read"), 403, "forbidden", null);
    }

    @Test
    void everythingIsMarkedReadUpToANumberAndNothingChangedHasNoTime() {
        String userId = newUser();
        String adminId = newAdmin();
        Stream.of("a", "b", "c").forEach(title -> send(adminId, draft(userId, "title", title), null));
        String path = API + "/user/" + userId + "/read";

        JsonPath two = as(Tokens.user(userId))
                .contentType(ContentType.JSON)
                .body("{\"upTo\":2}")
                .post(path)
                .jsonPath();
        assertThat(two.getString("readAt")).isNotNull();
        assertThat(two.getLong("seq")).isEqualTo(3);
        assertThat(two.getLong("unread")).isEqualTo(1);
        JsonPath nothing = as(Tokens.user(userId))
                .contentType(ContentType.JSON)
                .body("{\"upTo\":2}")
                .post(path)
                .jsonPath();
        assertThat(nothing.getMap("")).doesNotContainKey("readAt");
        assertThat(as(Tokens.user(userId)).post(path).jsonPath().getLong("unread"))
                .isZero();
        problem(
                as(Tokens.user(userId))
                        .contentType(ContentType.JSON)
                        .body("{\"upTo\":\"x\"}")
                        .post(path),
                400,
                "invalid",
                "upTo");
        problem(as(Tokens.user(newUser())).post(path), 403, "forbidden", null);
        problem(as(Tokens.admin(adminId)).post(path), 403, "forbidden", null);
    }

    private static void problem(Response answer, int status, String code, String field) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonPath problem = answer.jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("code")).isEqualTo(code);
        if (field != null) {
            assertThat(problem.getString("field")).isEqualTo(field);
        }
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response send(String adminId, Map<String, Object> draft, String key) {
        RequestSpecification request =
                as(Tokens.admin(adminId)).contentType(ContentType.JSON).body(draft);
        return (key == null ? request : request.header("Idempotency-Key", key)).post(API);
    }

    private static Map<String, Object> draft(String userId, String field, Object value) {
        Map<String, Object> draft = new java.util.HashMap<>(
                Map.of("userId", userId, "title", "a title", "message", "text", "status", "Info"));
        draft.put(field, value);
        return draft;
    }

    private static JsonPath inbox(String userId, String query) {
        Response answer = as(Tokens.user(userId)).get(API + "/user/" + userId + "?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static List<Integer> seqs(String userId, String name, String value) {
        Response answer = as(Tokens.user(userId)).queryParam(name, value).get(API + "/user/" + userId);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().getList("messages.seq");
    }
}
