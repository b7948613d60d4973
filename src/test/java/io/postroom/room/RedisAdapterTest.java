package io.postroom.room;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postroom.faults.RedisProcess;
import io.postroom.faults.TcpProxy;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Three nodes, each by a network of its own, and a real Redis that is killed, frozen, flushed and cut off.
class RedisAdapterTest extends RoomAdapterContract {

    private static final String ROOM = "room:00000000000000000000000b";

    /// The goal, and a test fails at twice it.
    private static final Duration LIVE_AGAIN = Duration.ofSeconds(4);

    private static Vertx vertx;
    private static RedisProcess redis;

    private final TcpProxy[] networks = new TcpProxy[3];

    @BeforeAll
    static void redisRuns() {
        vertx = Vertx.vertx();
        redis = RedisProcess.start();
    }

    @AfterAll
    static void redisEnds() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void theNetworksClose() {
        for (TcpProxy network : networks) {
            network.close();
        }
    }

    @Override
    RoomAdapter node(int number) {
        networks[number] = new TcpProxy("127.0.0.1", redis.port());
        return adapter("redis://127.0.0.1:" + networks[number].port(), "test", "node" + number);
    }

    @Override
    void cutOff(int number) {
        networks[number].cut();
    }

    @Override
    void restore(int number) {
        networks[number].resume();
    }

    @Test
    void afterAKillAndARestartAllIsLiveAgainByItself() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        redis.kill();
        everyoneIsCutOff();
        assertFalse(b.publish(ROOM, "lost"));
        redis.restart();
        everyoneIsLiveAgain();
        assertTrue(b.publish(ROOM, "back"));
        hears(a, ROOM, "back");
    }

    @Test
    void aFrozenRedisIsNoticedAndBoundsWhatWaitsForIt() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        redis.freeze();
        try {
            List<CompletionStage<Boolean>> answers = IntStream.range(0, 3 * RedisPublisher.MAX_UNANSWERED)
                    .mapToObj(i -> a.adapter().publish(ROOM, "hung"))
                    .toList();
            long atOnce = answers.stream()
                    .filter(answer -> answer.toCompletableFuture().isDone())
                    .count();
            assertTrue(atOnce >= 2 * RedisPublisher.MAX_UNANSWERED, "answered at once: " + atOnce);
            answers.forEach(answer -> assertFalse(answer(answer)));
            everyoneIsCutOff();
        } finally {
            redis.thaw();
        }
        everyoneIsLiveAgain();
        assertTrue(b.publish(ROOM, "back"));
        await().atMost(SOON).until(() -> a.hearing().payloads(ROOM).contains("back"));
    }

    @Test
    void killedPubSubConnectionsComeBack() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        redis.command("CLIENT", "KILL", "TYPE", "pubsub");
        everyoneIsLiveAgain();
        assertTrue(b.publish(ROOM, "back"));
        hears(a, ROOM, "back");
    }

    @Test
    void killedPublishingConnectionsComeBack() {
        assertTrue(a.subscribe(ROOM));
        redis.command("CLIENT", "KILL", "TYPE", "normal");
        everyoneIsLiveAgain();
        assertTrue(b.publish(ROOM, "back"));
        hears(a, ROOM, "back");
    }

    @Test
    void aFlushChangesNothing() {
        assertTrue(a.subscribe(ROOM));
        redis.command("FLUSHALL");
        assertTrue(b.publish(ROOM, "still here"));
        hears(a, ROOM, "still here");
        assertEquals(0, a.hearing().timesCutOff());
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticedByTheBeacon() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        networks[0].hang();
        await().atMost(Duration.ofSeconds(4)).until(() -> a.hearing().timesCutOff() == 1);
        assertFalse(a.publish(ROOM, "lost"));
        assertTrue(b.publish(ROOM, "others"));
        networks[0].resume();
        await().atMost(LIVE_AGAIN).until(() -> a.hearing().timesResubscribed() == 2);
        assertTrue(b.publish(ROOM, "back"));
        hears(b, ROOM, "others", "back");
        await().atMost(SOON).until(() -> a.hearing().payloads(ROOM).contains("back"));
    }

    @Test
    void aPublishWhoseAnswerIsLostCountsAsNotTaken() {
        assertTrue(b.subscribe(ROOM));
        networks[0].dropAnswers();
        assertFalse(a.publish(ROOM, "arrived all the same"));
        hears(b, ROOM, "arrived all the same");
        networks[0].resume();
        await().atMost(Duration.ofSeconds(6)).until(() -> a.adapter().connected());
    }

    @Test
    void aNodeStartedWithoutRedisBecomesLiveWhenItComes() {
        try (TcpProxy network = new TcpProxy("127.0.0.1", redis.port())) {
            network.cut();
            Node late = new Node(adapter("redis://127.0.0.1:" + network.port(), "test", "late"), new Hearing());
            late.adapter().start(late.hearing());
            await().atMost(SOON).until(() -> late.hearing().timesCutOff() == 1);
            assertFalse(late.subscribe(ROOM));
            assertFalse(late.publish(ROOM, "lost"));
            network.resume();
            await().atMost(LIVE_AGAIN).until(() -> late.hearing().timesResubscribed() == 1);
            assertTrue(b.publish(ROOM, "first"));
            hears(late, ROOM, "first");
            late.adapter().close();
        }
    }

    @Test
    void aSubscriptionAnsweredFalseThatStandsLaterIsTold() {
        networks[0].delayAnswers(Duration.ofMillis(1500));
        assertFalse(a.subscribe(ROOM));
        int before = a.hearing().timesResubscribed();
        networks[0].resume();
        await().atMost(SOON).until(() -> a.hearing().timesResubscribed() > before);
        assertTrue(a.subscribe(ROOM));
    }

    @Test
    void twoThousandRoomsComeBackOnTwoConnections() {
        List<String> rooms = IntStream.range(0, 2000).mapToObj(i -> "room:" + i).toList();
        List<CompletionStage<Boolean>> answers = new ArrayList<>();
        rooms.forEach(room -> answers.add(a.adapter().subscribe(room)));
        answers.forEach(answer -> assertTrue(answer(answer)));
        for (int outage = 1; outage <= 3; outage++) {
            int times = outage;
            networks[0].cutOnce();
            await().atMost(LIVE_AGAIN).until(() -> a.hearing().timesResubscribed() == 1 + times);
        }
        List<CompletionStage<Boolean>> published =
                rooms.stream().map(room -> b.adapter().publish(room, room)).toList();
        published.forEach(answer -> assertTrue(answer(answer)));
        await().atMost(SOON).until(() -> a.hearing().count() == 2000);
        assertEquals(2, networks[0].connections());
        // Three nodes, and the one that asks.
        await().atMost(SOON).until(() -> redis.command("CLIENT", "LIST").lines().count() <= 3 * 2 + 1);
    }

    @Test
    void installationsWithAnotherPrefixHearNothing() {
        Node other = new Node(adapter(redis.url(), "another", "node0"), new Hearing());
        other.adapter().start(other.hearing());
        await().atMost(SOON).until(() -> other.hearing().timesResubscribed() == 1);
        assertTrue(other.subscribe(ROOM) && a.subscribe(ROOM));
        assertTrue(b.publish(ROOM, "ours") && other.publish(ROOM, "theirs"));
        hears(a, ROOM, "ours");
        hears(other, ROOM, "theirs");
        other.adapter().close();
    }

    private static RoomAdapter adapter(String url, String prefix, String replica) {
        return new RedisAdapter(vertx, RedisUrl.parse(url), null, prefix, replica);
    }

    private void everyoneIsCutOff() {
        for (Node node : List.of(a, b, c)) {
            await().atMost(SOON).until(() -> node.hearing().timesCutOff() == 1);
        }
    }

    private void everyoneIsLiveAgain() {
        for (Node node : List.of(a, b, c)) {
            await().atMost(LIVE_AGAIN).until(() -> node.hearing().timesResubscribed() == 2);
            assertTrue(node.adapter().connected());
            assertEquals(1, node.hearing().timesCutOff());
        }
    }
}
