package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `sendReportMessage` and what answers it.
@QuarkusTest
class SendingTest extends SocketTest {
    @Test
    void aMessageIsStoredAsSentWithAllItsFields() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());

        JsonNode sent = ask(
                admin,
                "sendReportMessage",
                "userId",
                userId,
                "orderId",
                "o-1",
                "paymentId",
                "",
                "invoiceId",
                null,
                "title",
                "  Käse \u0000 😀 ",
                "message",
                "a\nb",
                "status",
                "Summary",
                "sentBy",
                "somebody else",
                "whatever",
                List.of(1));

        assertThat(names(sent)).containsExactly("type", "ref", "success", "message");
        JsonNode message = sent.get("message");
        assertThat(names(message))
                .containsExactlyInAnyOrder(
                        "_id",
                        "seq",
                        "userId",
                        "orderId",
                        "title",
                        "message",
                        "status",
                        "sentBy",
                        "isRead",
                        "createdAt");
        assertThat(message.get("title").asText()).isEqualTo("  Käse \u0000 😀 ");
        assertThat(message.get("status").asText()).isEqualTo("Summary");
        assertThat(message.get("isRead").asBoolean()).isFalse();
        assertThat(message.get("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(names(message.get("userId"))).containsExactlyInAnyOrder("_id", "name", "email");
        assertThat(names(message.get("sentBy"))).containsExactlyInAnyOrder("_id", "name");
    }

    @Test
    void theTypeComesFirstAndSeqBeforeTheMessage() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        ask(admin, "joinUserRoom", "userId", userId);
        send(admin, userId, "one");
        assertThat(names(received(admin, 1))).containsExactly("type", "seq", "success", "message");
        assertThat(admin.frames())
                .allSatisfy(frame -> assertThat(names(frame).getFirst()).isEqualTo("type"));
    }

    @Test
    void whatOneSocketSendsWithoutWaitingIsStoredInItsOrder() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId, "after", 0);

        IntStream.rangeClosed(1, 600).forEach(i -> admin.report(userId, "k" + i, "text " + i));

        assertThat(user.shown(600, SOON))
                .isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
        for (int i = 1; i <= 600; i++) {
            assertThat(received(user, i).at("/message/message").asText()).isEqualTo("text " + i);
            assertThat(admin.confirmation("k" + i, SOON).at("/message/seq").asLong())
                    .isEqualTo(i);
        }
    }

    @Test
    void aRepetitionIsAnsweredWithTheFirstMessageAsItIsNow() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        SocketClient user = user(userId);
        JsonNode first = sendWithKey(admin, userId, "key", "one").get("message");
        ask(user, "markAllRead");

        JsonNode again = sendWithKey(admin, userId, "key", "one").get("message");

        assertThat(again.get("_id")).isEqualTo(first.get("_id"));
        assertThat(again.get("seq").asLong()).isEqualTo(1);
        assertThat(again.get("isRead").asBoolean()).isTrue();
        assertThat(ask(user, "joinUserRoom", "userId", userId).get("seq").asLong())
                .isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnyOtherFieldIsAConflict() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        sendWithKey(admin, userId, "key", "one");

        JsonNode other = sendWithKey(admin, userId, "key", "two");

        assertThat(other.get("success").asBoolean()).isFalse();
        assertThat(other.at("/error/code").asText()).isEqualTo("conflict");
        assertThat(other.at("/error/field").asText()).isEqualTo("clientMessageId");
    }

    @Test
    void aKeyIsTheSendersOwnAndTheRoomsOwn() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        sendWithKey(admin, userId, "key", "one");

        assertThat(sendWithKey(admin(newAdmin()), userId, "key", "two")
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(sendWithKey(admin, newUser(), "key", "three").get("success").asBoolean())
                .isTrue();
    }

    @Test
    void aMessageToAUserWhoIsNotInTheStoreIsNotFound() {
        JsonNode answer = sendWithKey(admin(newAdmin()), new ObjectId().toHexString(), "key", "to whom it may concern");
        assertThat(answer.get("type").asText()).isEqualTo("reportMessageSent");
        assertThat(answer.at("/error/code").asText()).isEqualTo("notFound");
        assertThat(answer.at("/error/field").asText()).isEqualTo("userId");
    }

    @Test
    void aUserWhoTriesToSendIsRefusedByReportMessageSent() {
        String userId = newUser();
        SocketClient user = user(userId);
        JsonNode answer = sendWithKey(user, userId, "key", "to myself");
        assertThat(names(answer)).containsExactly("type", "ref", "success", "error");
        assertThat(answer.get("type").asText()).isEqualTo("reportMessageSent");
        assertThat(answer.get("success").asBoolean()).isFalse();
        assertThat(answer.at("/error/code").asText()).isEqualTo("forbidden");
        assertThat(collection("reportmessages").countDocuments(new Document("userId", new ObjectId(userId))))
                .isZero();
    }

    @Test
    void anAdminWhomTheStoreDoesNotKnowIsStoredAtTheFirstSend() {
        String adminId = new ObjectId().toHexString();
        JsonNode message = send(admin(adminId), newUser(), "from a back-office service");
        assertThat(message.at("/sentBy/name").asText()).isEqualTo(adminId);
        assertThat(collection("admins").countDocuments(new Document("_id", new ObjectId(adminId))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "userId, ''",
        "userId, xyz",
        "title, ' \t '",
        "title, ''",
        "message, ' '",
        "status, info",
        "status, ''",
        "clientMessageId, ''"
    })
    void aFieldOfTheWrongFormIsInvalidAndNamed(String field, String value) {
        assertInvalid(field, value);
    }

    @ParameterizedTest
    @CsvSource({
        "title, 201",
        "message, 2001",
        "orderId, 201",
        "paymentId, 201",
        "invoiceId, 201",
        "clientMessageId, 201"
    })
    void aFieldThatIsTooLongIsInvalidAndNamed(String field, int length) {
        assertInvalid(field, "x".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({"title, 200", "message, 2000", "orderId, 200", "clientMessageId, 200"})
    void aFieldOfTheGreatestLengthIsTaken(String field, int length) {
        SocketClient admin = admin(newAdmin());
        assertThat(ask(admin, "sendReportMessage", with(newUser(), field, "x".repeat(length)))
                        .get("success")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"userId", "title", "message", "status"})
    void aMissingFieldIsInvalidAndNamed(String field) {
        assertInvalid(field, null);
    }

    @ParameterizedTest
    @CsvSource({"userId", "title", "message", "status", "orderId", "paymentId", "invoiceId", "clientMessageId"})
    void aFieldOfTheWrongKindIsInvalidAndNamed(String field) {
        assertInvalid(field, new Document("$ne", null));
        assertInvalid(field, 7);
        assertInvalid(field, true);
        assertInvalid(field, List.of("a"));
    }

    private void assertInvalid(String field, Object value) {
        SocketClient admin = admin(newAdmin());
        JsonNode answer = ask(admin, "sendReportMessage", with(newUser(), field, value));
        assertThat(answer.get("type").asText()).isEqualTo("reportMessageSent");
        assertThat(answer.at("/error/code").asText()).isEqualTo("invalid");
        assertThat(answer.at("/error/field").asText()).isEqualTo(field);
    }

    private static Object[] with(String userId, String field, Object value) {
        Document draft = new Document("userId", userId)
                .append("title", "one")
                .append("message", "text")
                .append("status", "Info");
        draft.put(field, value);
        return draft.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }

    private static JsonNode sendWithKey(SocketClient admin, String userId, String key, String text) {
        return ask(
                admin,
                "sendReportMessage",
                "userId",
                userId,
                "title",
                "one",
                "message",
                text,
                "status",
                "Info",
                "clientMessageId",
                key);
    }
}
