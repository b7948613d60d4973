package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The limits of a socket and of a replica, made small.
@QuarkusTest
@TestProfile(LimitsTest.Small.class)
class LimitsTest extends SocketTest {
    private static final int FLOOD = 4000;

    private final String id = new ObjectId().toHexString();

    public static class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "postroom.limits.sockets-per-user", "3",
                    "postroom.limits.sockets", "6",
                    "postroom.limits.rooms-per-socket", "2",
                    "postroom.limits.sends-in-flight", "8",
                    "postroom.limits.frames-per-second", "500",
                    "postroom.limits.heartbeat", "1s",
                    "postroom.limits.stalled", "4s");
        }
    }

    @BeforeEach
    void nobodyIsThere() {
        Awaitility.await().atMost(SOON).until(() -> open() == 0);
    }

    @Test
    void moreSocketsOfAPersonThanTheLimitAreRefusedUntilOneIsGone() {
        SocketClient first = user(id);
        user(id);
        user(id).await("welcome", SOON);
        double refusedBefore = metric("postroom_upgrades_refused_total{limit=\"sockets-per-user\"}");
        SocketClient.Refused refused = catchThrowableOfType(SocketClient.Refused.class, () -> user(id));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(metric("postroom_upgrades_refused_total{limit=\"sockets-per-user\"}") - refusedBefore)
                .isEqualTo(1);

        first.close();
        Awaitility.await().atMost(SOON).until(() -> open() == 2);
        user(id).await("welcome", SOON);
    }

    @Test
    void socketsOpenedAtTheSameMomentDoNotPassTheLimitEither() {
        List<CompletableFuture<SocketClient>> opening = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> user(id)))
                .toList();
        opening.forEach(one -> one.exceptionally(refused -> null).join());
        Awaitility.await().atMost(SOON).until(() -> open() <= 3);
        opening.stream()
                .filter(one -> !one.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(socket -> socket.closed().isDone())
                .forEach(socket -> assertThat(socket.closed().join()).isEqualTo(4002));
    }

    @Test
    void aFullReplicaSendsEverybodyElsewhereAndStaysReadyForThoseItHas() {
        String other = new ObjectId().toHexString();
        IntStream.range(0, 3).forEach(i -> {
            user(id).await("welcome", SOON);
            user(other).await("welcome", SOON);
        });
        double refusedBefore = metric("postroom_upgrades_refused_total{limit=\"sockets\"}");
        SocketClient.Refused refused =
                catchThrowableOfType(SocketClient.Refused.class, () -> user(new ObjectId().toHexString()));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(metric("postroom_upgrades_refused_total{limit=\"sockets\"}") - refusedBefore)
                .isEqualTo(1);
        assertThat(ready()).isEqualTo(200);
    }

    @Test
    void aFrameBeyondTheRoomsOfASocketIsRateLimitedAndMayBeSentAgain() {
        SocketClient admin = admin(newAdmin());
        String first = newUser();
        String third = newUser();
        ask(admin, "joinUserRoom", "userId", first);
        ask(admin, "joinUserRoom", "userId", newUser());
        assertThat(ask(admin, "joinUserRoom", "userId", third).get("code").asText())
                .isEqualTo("rateLimited");
        assertThat(ask(admin, "joinUserRoom", "userId", first).get("type").asText())
                .isEqualTo("userRoomJoined");
        ask(admin, "leaveUserRoom", "userId", first);
        assertThat(ask(admin, "joinUserRoom", "userId", third).get("type").asText())
                .isEqualTo("userRoomJoined");
    }

    @Test
    void whoSendsFasterThanTheLimitsIsSlowedAndNotRefused() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        long began = System.nanoTime();
        IntStream.rangeClosed(1, FLOOD).forEach(i -> admin.report(userId, "k" + i, "text"));
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId, "after", 0);

        assertThat(user.shown(FLOOD, SOON.multipliedBy(2)))
                .isEqualTo(LongStream.rangeClosed(1, FLOOD).boxed().toList());
        admin.confirmation("k" + FLOOD, SOON);
        assertThat(frames(admin, "reportMessageSent"))
                .hasSize(FLOOD)
                .allSatisfy(
                        frame -> assertThat(frame.get("success").asBoolean()).isTrue());
        // 500 a second after a burst of 1,000: six seconds, less what the last two reads of the channel held, some 350
        // frames each. As fast as it can it takes about two.
        assertThat(System.nanoTime() - began).isGreaterThan(4_000_000_000L);
    }

    @Test
    void aPageThatOnlyListensHearsHeartbeatsAndStaysWhileAFrozenOneIsClosed() {
        String userId = newUser();
        SocketClient listening = user(userId);
        SocketClient frozen = user(userId);
        listening.await("heartbeat", SOON);
        frozen.await("heartbeat", SOON);

        frozen.stall();
        Awaitility.await().atMost(SOON.multipliedBy(2)).until(() -> open() == 1);
        frozen.resume();

        assertThat(frozen.closed()
                        .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .isIn(4003, 0);
        assertThat(ask(listening, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
        assertThat(frames(listening, "heartbeat")).hasSizeGreaterThan(2);
    }

    @Test
    void aPageThatGetsMessagesAllTheTimeIsAskedForASignOfLifeToo() {
        String userId = newUser();
        SocketClient user = user(userId);
        ask(user, "joinUserRoom", "userId", userId);
        SocketClient admin = admin(newAdmin());
        long end = System.nanoTime() + 8_000_000_000L;
        int[] sent = {0};
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(java.time.Duration.ofMillis(400))
                .until(() -> {
                    send(admin, userId, "more " + ++sent[0]);
                    return System.nanoTime() > end;
                });
        received(user, sent[0]);
        assertThat(user.closed().isDone()).isFalse();
        assertThat(frames(user, "heartbeat")).isEmpty();
    }

    private int open() {
        return (int) metric("postroom_sockets_open");
    }
}
