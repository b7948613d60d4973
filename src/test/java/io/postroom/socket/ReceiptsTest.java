package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// `ack`, `markRead` and `markAllRead`, and who hears of them.
@QuarkusTest
class ReceiptsTest extends SocketTest {
    @Test
    void anAckIsAnnouncedOnceToTheRoomAndToTheAdminWhoSent() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        SocketClient watcher = admin(newAdmin());
        SocketClient stranger = admin(newAdmin());
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);
        ask(sender, "joinUserRoom", "userId", userId);
        ask(watcher, "joinUserRoom", "userId", userId);
        send(sender, userId, "one");
        send(sender, userId, "two");

        assertThat(ask(user, "ack", "seq", 2).get("type").asText()).isEqualTo("done");
        assertThat(ask(user, "ack", "seq", 2).get("type").asText()).isEqualTo("done");

        for (SocketClient socket : List.of(user, sender, watcher)) {
            JsonNode delivered = socket.await("reportMessagesDelivered", SOON);
            assertThat(names(delivered)).containsExactly("type", "userId", "upTo", "deliveredAt");
            assertThat(delivered.get("userId").asText()).isEqualTo(userId);
            assertThat(delivered.get("upTo").asLong()).isEqualTo(2);
            flush(socket, userId);
            assertThat(frames(socket, "reportMessagesDelivered")).hasSize(1);
        }
        flush(stranger, userId);
        assertThat(frames(stranger, "reportMessagesDelivered")).isEmpty();
    }

    @Test
    void whatIsAcknowledgedDaysLaterIsNoLatency() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);
        send(sender, userId, "one");
        double before = metric("postroom_messages_acked_seconds_count");
        ask(user, "ack", "seq", 1);
        assertThat(metric("postroom_messages_acked_seconds_count")).isEqualTo(before + 1);

        send(sender, userId, "two");
        collection("reportmessages")
                .updateOne(
                        new Document("userId", new ObjectId(userId)).append("seq", 2),
                        new Document(
                                "$set", new Document("createdAt", new Date(System.currentTimeMillis() - 86_400_000))));
        ask(user, "ack", "seq", 2);
        assertThat(metric("postroom_messages_acked_seconds_count")).isEqualTo(before + 1);
    }

    @Test
    void anAckOverManyMessagesReachesTheAdminOfTheLastOnesToo() {
        String userId = newUser();
        String often = newAdmin();
        String once = newAdmin();
        SocketClient sender = admin(often);
        SocketClient lastSender = admin(once);
        SocketClient user = user(userId);
        int head = 1200;
        List<Document> missed = new ArrayList<>();
        for (int seq = 1; seq <= head; seq++) {
            missed.add(message(userId, seq, seq < head ? often : once));
        }
        collection("reportmessages").insertMany(missed);

        assertThat(ask(user, "ack", "seq", head).get("type").asText()).isEqualTo("done");

        for (SocketClient socket : List.of(sender, lastSender)) {
            JsonNode delivered = socket.await("reportMessagesDelivered", SOON);
            assertThat(delivered.get("upTo").asLong()).isEqualTo(head);
        }
        assertThat(collection("reportmessages")
                        .countDocuments(new Document("userId", new ObjectId(userId)).append("deliveredAt", null)))
                .isZero();
    }

    /// As it stands in the store, without its having been sent.
    private static Document message(String userId, long seq, String sender) {
        ObjectId id = new ObjectId();
        return new Document("_id", id)
                .append("userId", new ObjectId(userId))
                .append("seq", seq)
                .append("title", "Missed")
                .append("message", "About it.")
                .append("status", "Info")
                .append("sentBy", new ObjectId(sender))
                .append("clientMessageId", id.toHexString())
                .append("isRead", false)
                .append("createdAt", new Date());
    }

    @Test
    void aMessageMarkedReadIsAnnouncedWithItsIdAndWhatIsUnread() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        String first = send(sender, userId, "one").get("_id").asText();
        send(sender, userId, "two");
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);

        ask(user, "markRead", "messageId", first);
        ask(user, "markRead", "messageId", first);

        for (SocketClient socket : List.of(user, sender)) {
            JsonNode read = socket.await("reportMessagesRead", SOON);
            assertThat(names(read)).containsExactly("type", "userId", "messageIds", "readAt", "seq", "unread");
            assertThat(read.get("messageIds").size()).isEqualTo(1);
            assertThat(read.at("/messageIds/0").asText()).isEqualTo(first);
            assertThat(read.get("seq").asLong()).isEqualTo(2);
            assertThat(read.get("unread").asLong()).isEqualTo(1);
            flush(socket, userId);
            assertThat(frames(socket, "reportMessagesRead")).hasSize(1);
            assertThat(frames(socket, "reportMessagesDelivered")).isEmpty();
        }
        Document stored = stored(first);
        assertThat(stored.getBoolean("isRead")).isTrue();
        assertThat(stored.getDate("deliveredAt")).isEqualTo(stored.getDate("readAt"));
    }

    @Test
    void everythingUpToANumberIsMarkedReadAndAnnouncedSo() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        send(sender, userId, "one");
        send(sender, userId, "two");
        String third = send(sender, userId, "three").get("_id").asText();
        SocketClient user = user(userId);

        ask(user, "markAllRead", "upTo", 2);

        JsonNode read = sender.await("reportMessagesRead", SOON);
        assertThat(names(read)).containsExactly("type", "userId", "upTo", "readAt", "seq", "unread");
        assertThat(read.get("upTo").asLong()).isEqualTo(2);
        assertThat(read.get("seq").asLong()).isEqualTo(3);
        assertThat(read.get("unread").asLong()).isEqualTo(1);
        assertThat(stored(third).getBoolean("isRead")).isFalse();
    }

    @Test
    void beyondTheHeadMeansTheHead() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        String first = send(sender, userId, "one").get("_id").asText();
        SocketClient user = user(userId);

        ask(user, "ack", "seq", 9_007_199_254_740_992L);
        assertThat(sender.await("reportMessagesDelivered", SOON).get("upTo").asLong())
                .isEqualTo(1);
        ask(user, "markAllRead", "upTo", 1000);
        assertThat(sender.await("reportMessagesRead", SOON).get("upTo").asLong())
                .isEqualTo(1);
        Document stored = stored(first);
        assertThat(stored.getDate("deliveredAt")).isBefore(stored.getDate("readAt"));
    }

    @Test
    void zeroAndWhatIsReadAlreadyChangeNothingAndAreNotAnnounced() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        String first = send(sender, userId, "one").get("_id").asText();
        SocketClient user = user(userId);

        assertThat(ask(user, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
        assertThat(ask(user, "markAllRead", "upTo", 0).get("type").asText()).isEqualTo("done");
        assertThat(stored(first).getBoolean("isRead")).isFalse();
        ask(user, "markAllRead");
        Document read = stored(first);
        ask(user, "markAllRead");
        ask(user, "ack", "seq", 1);
        ask(user, "markRead", "messageId", first);

        assertThat(stored(first)).isEqualTo(read);
        flush(sender, userId);
        assertThat(frames(sender, "reportMessagesRead")).hasSize(1);
        assertThat(frames(sender, "reportMessagesDelivered")).isEmpty();
    }

    @Test
    void anotherUsersMessageIsNotFoundAndUnchanged() {
        SocketClient sender = admin(newAdmin());
        String theirs = send(sender, newUser(), "one").get("_id").asText();
        SocketClient user = user(newUser());

        JsonNode answer = ask(user, "markRead", "messageId", theirs);

        assertThat(answer.get("type").asText()).isEqualTo("error");
        assertThat(answer.get("code").asText()).isEqualTo("notFound");
        assertThat(stored(theirs).getBoolean("isRead")).isFalse();
        assertThat(ask(user, "markRead", "messageId", new ObjectId().toHexString())
                        .get("code")
                        .asText())
                .isEqualTo("notFound");
    }

    @Test
    void receiptsFromAnAdminAreForbidden() {
        SocketClient admin = admin(newAdmin());
        String id = send(admin, newUser(), "one").get("_id").asText();
        assertThat(ask(admin, "ack", "seq", 1).get("code").asText()).isEqualTo("forbidden");
        assertThat(ask(admin, "markAllRead").get("code").asText()).isEqualTo("forbidden");
        assertThat(ask(admin, "markRead", "messageId", id).get("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void anAckWithoutARefIsNotAnswered() {
        String userId = newUser();
        SocketClient sender = admin(newAdmin());
        send(sender, userId, "one");
        SocketClient user = user(userId);
        user.send(frame("ack", "seq", 1));
        sender.await("reportMessagesDelivered", SOON);
        flush(user, userId);
        assertThat(frames(user, "done")).hasSize(1);
    }

    /// After this answer, whatever came before has arrived.
    private static void flush(SocketClient socket, String userId) {
        ask(socket, "leaveUserRoom", "userId", userId);
    }

    private Document stored(String messageId) {
        return collection("reportmessages")
                .find(new Document("_id", new ObjectId(messageId)))
                .first();
    }
}
