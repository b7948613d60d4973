package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// `joinUserRoom` and `leaveUserRoom`.
@QuarkusTest
class JoiningTest extends SocketTest {
    private final String unknown = new ObjectId().toHexString();

    @Test
    void withoutAfterNothingIsReplayedAndExactlyWhatComesNextFollows() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "one");
        send(admin, userId, "two");
        SocketClient user = user(userId);

        JsonNode joined = ask(user, "joinUserRoom", "userId", userId);
        send(admin, userId, "three");

        assertThat(joined.get("seq").asLong()).isEqualTo(2);
        assertThat(joined.get("unread").asLong()).isEqualTo(2);
        received(user, 3);
        assertThat(user.shown()).containsExactly(3L);
    }

    @Test
    void whatIsAfterThePlaceIsReplayedInOrderBeforeTheAnswerHoweverMuchItIs() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        IntStream.rangeClosed(1, 200).forEach(i -> admin.report(userId, "k" + i, "text " + i));
        IntStream.rangeClosed(1, 200).forEach(i -> admin.confirmation("k" + i, SOON));
        SocketClient user = user(userId);

        JsonNode joined = ask(user, "joinUserRoom", "userId", userId, "after", 50);

        assertThat(joined.get("seq").asLong()).isEqualTo(200);
        assertThat(joined.get("unread").asLong()).isEqualTo(200);
        List<JsonNode> frames = user.frames();
        assertThat(user.shown())
                .isEqualTo(LongStream.rangeClosed(51, 200).boxed().toList());
        assertThat(frames.getLast()).isEqualTo(joined);
    }

    @Test
    void aPlaceAtTheHeadIsAnsweredWithTheHeadAndNothingReplayed() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "one");
        SocketClient user = user(userId);

        JsonNode joined = ask(user, "joinUserRoom", "userId", userId, "after", 1);

        assertThat(joined.get("seq").asLong()).isEqualTo(1);
        assertThat(user.shown()).isEmpty();
    }

    @Test
    void aPlaceAheadOfTheHeadIsAnsweredWithResyncWhileOtherFramesDoNotWait() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "one");
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId, "after", 0);
        long began = System.nanoTime();

        user.send(frame("joinUserRoom", "userId", userId, "after", 99, "ref", "ahead"));
        ask(user, "ack", "seq", 0);
        assertThat(System.nanoTime() - began).isLessThan(4_000_000_000L);
        send(admin, userId, "two");
        JsonNode resync = answer(user, "ahead");
        assertThat(System.nanoTime() - began).isGreaterThan(4_500_000_000L);

        assertThat(resync.get("type").asText()).isEqualTo("resync");
        assertThat(resync.get("userId").asText()).isEqualTo(userId);
        assertThat(resync.get("seq").asLong()).isEqualTo(2);
        send(admin, userId, "three");
        ask(user, "ack", "seq", 0);
        assertThat(user.shown()).as("not in the room, nor in its old place").containsExactly(1L);
        assertThat(ask(user, "joinUserRoom", "userId", userId, "after", 1)
                        .get("seq")
                        .asLong())
                .isEqualTo(3);
        assertThat(user.shown()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aPlaceThatIsAheadForAMomentOnlyIsJoinedWhenTheMessagesAreThere() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        SocketClient user = user(userId);
        user.send(frame("joinUserRoom", "userId", userId, "after", 1, "ref", "early"));
        ask(user, "ack", "seq", 0);

        send(admin, userId, "one");
        JsonNode joined = answer(user, "early");
        send(admin, userId, "two");

        assertThat(joined.get("type").asText()).isEqualTo("userRoomJoined");
        assertThat(joined.get("seq").asLong()).isEqualTo(1);
        received(user, 2);
        assertThat(user.shown()).containsExactly(2L);
    }

    @Test
    void aRoomJoinedAgainIsTakenUpAtTheNewPlace() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "one");
        send(admin, userId, "two");
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId, "after", 0);

        ask(user, "joinUserRoom", "userId", userId, "after", 1);
        send(admin, userId, "three");

        received(user, 3);
        assertThat(user.shown()).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void joinsLeavesAndJoinsAgainWithoutWaitingAreAllAnswered() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "one");
        SocketClient user = user(userId);

        user.send(frame("joinUserRoom", "userId", userId, "after", 0, "ref", "a"));
        user.send(frame("leaveUserRoom", "userId", userId, "ref", "b"));
        user.send(frame("joinUserRoom", "userId", userId, "after", 77, "ref", "c"));
        user.send(frame("joinUserRoom", "userId", userId, "after", 0, "ref", "d"));

        assertThat(answer(user, "a").get("type").asText()).isIn("userRoomJoined", "error");
        assertThat(answer(user, "b").get("type").asText()).isEqualTo("done");
        assertThat(answer(user, "c").get("type").asText()).isIn("resync", "error");
        assertThat(answer(user, "d").get("seq").asLong()).isEqualTo(1);
        send(admin, userId, "two");
        received(user, 2);
    }

    @Test
    void whoHasLeftHearsNothingMoreAndLeavingTwiceIsDoneToo() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);

        assertThat(ask(user, "leaveUserRoom", "userId", userId).get("type").asText())
                .isEqualTo("done");
        assertThat(ask(user, "leaveUserRoom", "userId", userId).get("type").asText())
                .isEqualTo("done");
        send(admin, userId, "one");
        ask(user, "ack", "seq", 0);

        assertThat(user.shown()).isEmpty();
    }

    @Test
    void aUserNeverJoinsTheRoomOfAnother() {
        SocketClient user = user(newUser());
        JsonNode answer = ask(user, "joinUserRoom", "userId", newUser());
        assertThat(answer.get("type").asText()).isEqualTo("error");
        assertThat(answer.get("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void anAdminJoinsAnyUserOfTheStoreAndNobodyElse() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());

        assertThat(ask(admin, "joinUserRoom", "userId", userId.toUpperCase(Locale.ROOT))
                        .get("userId")
                        .asText())
                .isEqualTo(userId);
        JsonNode missing = ask(admin, "joinUserRoom", "userId", unknown);
        assertThat(missing.get("type").asText()).isEqualTo("error");
        assertThat(missing.get("code").asText()).isEqualTo("notFound");
        assertThat(missing.get("field").asText()).isEqualTo("userId");
    }

    @Test
    void aUserWhomTheStoreDoesNotKnowJoinsTheOwnEmptyRoom() {
        SocketClient user = user(unknown);
        JsonNode joined = ask(user, "joinUserRoom", "userId", unknown, "after", 0);
        assertThat(joined.get("type").asText()).isEqualTo("userRoomJoined");
        assertThat(joined.get("seq").asLong()).isZero();
    }

    @Test
    void whatAnAdminSentBeforeJoiningLiesBeforeTheJoin() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        IntStream.rangeClosed(1, 20).forEach(i -> admin.report(userId, "k" + i, "text " + i));
        admin.send(frame("joinUserRoom", "userId", userId, "ref", "j"));

        assertThat(answer(admin, "j").get("seq").asLong()).isEqualTo(20);
        assertThat(admin.shown()).isEmpty();
    }
}
