package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever arrives is answered and the socket lives.
@QuarkusTest
class BadInputTest extends SocketTest {
    private static final int FRAME = 65_536;

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeClients() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "hello",
                "null",
                "7",
                "true",
                "\"text\"",
                "[]",
                "[{\"type\":\"ack\",\"seq\":1}]",
                "{",
                "{}",
                "{\"type\":",
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":\"\"}",
                "{\"type\":\"nothing\"}",
                "{\"type\":\"welcome\"}",
                "{\"type\":\"ack\",\"seq\":1}{}",
                "{'type':'ack'}",
                "{\"type\":{\"$ne\":null}}",
                "{\"type\":\"ack\",\"type\":\"ack\",\"seq\":0}",
                "\u0000",
            })
    void whatIsNoFrameIsInvalid(String text) {
        SocketClient user = user(newUser());
        user.send(text);
        JsonNode error = user.await("error", SOON);
        assertThat(error.get("code").asText()).isEqualTo("invalid");
        assertThat(error.has("ref")).isFalse();
        lives(user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[                            | [",
                "{                            | {",
                "{                            | \"a\":{",
                "{\"type\":\"ack\",\"seq\":      | [",
                "{\"type\":\"ack\",\"unknown\":  | [",
                "{\"type\":\"ack\",\"unknown\":{ | \"a\":{",
            })
    void fiveThousandOpenBracketsAreInvalid(String start, String bracket) {
        SocketClient user = user(newUser());
        user.send(start + bracket.repeat(5000));
        assertThat(user.await("error", SOON).get("code").asText()).isEqualTo("invalid");
        lives(user);
    }

    @Test
    void aBinaryFrameIsInvalid() {
        SocketClient user = user(newUser());
        user.send(new byte[] {1, 2, 3});
        assertThat(user.await("error", SOON).get("code").asText()).isEqualTo("invalid");
        lives(user);
    }

    @Test
    void aFrameOfExactlyTheLimitIsTaken() {
        SocketClient user = user(newUser());
        String start = "{\"type\":\"ack\",\"seq\":0,\"ref\":\"full\",\"x\":\"";
        user.send(start + "x".repeat(FRAME - start.length() - 2) + "\"}");
        assertThat(answer(user, "full").get("type").asText()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME + 1, 100_000, 300_000, 1_000_000})
    void aFrameOverTheLimitIsTooLargeOrClosesWithItsCode(int length) {
        SocketClient user = user(newUser());
        String start = "{\"type\":\"ack\",\"seq\":0,\"ref\":\"big\",\"x\":\"";
        user.send(start + "x".repeat(length - start.length() - 2) + "\"}");
        assertTooLarge(user);
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME + 1, 100_000, 300_000, 1_000_000})
    void aMessageOverTheLimitInOneFrameIsTooLargeOrClosesWithItsCode(int length) {
        SocketClient bystander = user(newUser());
        String id = newUser();
        List<String> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Short> closed = new CompletableFuture<>();
        WebSocketClient whole = VERTX.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(2_000_000).setMaxMessageSize(2_000_000));
        WebSocket socket = whole.connect(new WebSocketConnectOptions()
                        .setHost(root.getHost())
                        .setPort(root.getPort())
                        .setURI("/ws/users/" + id)
                        .putHeader("Authorization", "Bearer " + Tokens.user(id)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        socket.textMessageHandler(heard::add);
        socket.closeHandler(nothing -> closed.complete(socket.closeStatusCode()));

        socket.writeTextMessage("x".repeat(length));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> closed.isDone() || heard.stream().anyMatch(frame -> frame.contains("tooLarge")));
        if (closed.isDone()) {
            assertThat(closed.join()).isEqualTo((short) 1009);
        }
        lives(bystander);
        whole.close();
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() {
        SocketClient user = user(newUser());
        user.send("{\"type\":\"ack\",\"seq\":0,\"x\":\"" + "€".repeat(FRAME / 2) + "\"}");
        assertTooLarge(user);
    }

    @Test
    void aMessageInPartsIsTooLargeAsAWhole() {
        SocketClient user = user(newUser());
        user.sendInParts("{\"type\":\"ack\",\"seq\":0,\"x\":\"" + "x".repeat(40_000), "x".repeat(40_000) + "\"}");
        assertTooLarge(user);
    }

    @Test
    void aMessageInPartsIsTakenAsOne() {
        SocketClient user = user(newUser());
        user.sendInParts("{\"type\":\"ack\",\"se", "q\":0,\"ref\":\"parts\"}");
        assertThat(answer(user, "parts").get("type").asText()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null7", "{}", "[]", "true", "{\"$ne\":null}"})
    void aRefThatIsNoneIsInvalidAndAnsweredWithoutIt(String ref) {
        SocketClient user = user(newUser());
        user.send("{\"type\":\"ack\",\"seq\":0,\"ref\":" + ref + "}");
        JsonNode error = user.await("error", SOON);
        assertThat(error.get("code").asText()).isEqualTo("invalid");
        assertThat(error.has("ref")).isFalse();
        if (!ref.equals("null7")) {
            assertThat(error.get("field").asText()).isEqualTo("ref");
        }
        lives(user);
    }

    @Test
    void aRefThatIsTooLongIsInvalidAndASendSaysSoByReportMessageSent() {
        SocketClient admin = admin(newAdmin());
        admin.send(frame("sendReportMessage", "ref", "r".repeat(65), "userId", newUser()));
        JsonNode answer = admin.await("reportMessageSent", SOON);
        assertThat(answer.has("ref")).isFalse();
        assertThat(answer.at("/error/code").asText()).isEqualTo("invalid");
        assertThat(answer.at("/error/field").asText()).isEqualTo("ref");
        admin.send(frame("joinUserRoom", "ref", "r".repeat(64), "userId", newUser()));
        assertThat(answer(admin, "r".repeat(64)).get("type").asText()).isEqualTo("userRoomJoined");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userId    | {\"type\":\"joinUserRoom\"",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":\"xyz\"",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":{\"$ne\":null}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":7",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":\"1\"",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":-1",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":1.5",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":1e99",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":1e-2147483647",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":[0]",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":{\"$gt\":0}",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"ID\",\"after\":true",
                "userId    | {\"type\":\"leaveUserRoom\"",
                "messageId | {\"type\":\"markRead\"",
                "messageId | {\"type\":\"markRead\",\"messageId\":{\"$ne\":null}",
                "messageId | {\"type\":\"markRead\",\"messageId\":\"1\"",
                "upTo      | {\"type\":\"markAllRead\",\"upTo\":\"all\"",
                "upTo      | {\"type\":\"markAllRead\",\"upTo\":{\"$gt\":0}",
                "seq       | {\"type\":\"ack\"",
                "seq       | {\"type\":\"ack\",\"seq\":null",
                "seq       | {\"type\":\"ack\",\"seq\":-1",
                "token     | {\"type\":\"refreshToken\"",
                "token     | {\"type\":\"refreshToken\",\"token\":7",
                "type      | {\"type\":\"fly\"",
            })
    void aFieldThatIsMissingOrOfTheWrongKindIsInvalidAndNamed(String field, String start) {
        String userId = newUser();
        SocketClient user = user(userId);
        user.send(start.replace("ID", userId) + ",\"ref\":\"bad\"}");
        JsonNode error = answer(user, "bad");
        assertThat(error.get("type").asText()).isEqualTo("error");
        assertThat(error.get("code").asText()).isEqualTo("invalid");
        assertThat(error.get("field").asText()).isEqualTo(field);
        lives(user);
    }

    @Test
    void unknownFieldsAreIgnoredHoweverManyThereAre() {
        SocketClient user = user(newUser());
        String many =
                IntStream.range(0, 3000).mapToObj(i -> "\"x" + i + "\":[{}]").collect(Collectors.joining(","));
        user.send("{" + many + ",\"seq\":0,\"ref\":\"many\",\"type\":\"ack\"}");
        assertThat(answer(user, "many").get("type").asText()).isEqualTo("done");
    }

    private static void assertTooLarge(SocketClient user) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> user.closed().isDone() || !frames(user, "error").isEmpty());
        if (user.closed().isDone()) {
            assertThat(user.closed().join()).isEqualTo(1009);
        } else {
            assertThat(frames(user, "error").getFirst().get("code").asText()).isEqualTo("tooLarge");
            lives(user);
        }
    }

    private static void lives(SocketClient user) {
        assertThat(ask(user, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
    }
}
