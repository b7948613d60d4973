package io.postroom.room;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every adapter must do, with three nodes on a wire that is well but where a test says otherwise.
abstract class RoomAdapterContract {

    static final Duration SOON = Duration.ofSeconds(5);
    private static final String ROOM = "room:00000000000000000000000a";

    /// A node of its own way to the wire.
    record Node(RoomAdapter adapter, Hearing hearing) {
        boolean subscribe(String channel) {
            return answer(adapter.subscribe(channel));
        }

        boolean publish(String channel, String payload) {
            return answer(adapter.publish(channel, payload));
        }
    }

    Node a;
    Node b;
    Node c;

    /// Node 0, 1 or 2, not started.
    abstract RoomAdapter node(int number);

    /// Breaks this node's way to the wire, until [#restore].
    abstract void cutOff(int number);

    abstract void restore(int number);

    @BeforeEach
    void threeNodesAreConnected() {
        a = started(0);
        b = started(1);
        c = started(2);
        for (Node node : List.of(a, b, c)) {
            await().atMost(SOON).until(() -> node.hearing.timesResubscribed() == 1);
            assertTrue(node.adapter.connected());
        }
    }

    @AfterEach
    void theNodesClose() {
        for (Node node : List.of(a, b, c)) {
            assertFalse(node.hearing.wasCalledTwiceAtOnce(), "the listener was called by two threads at once");
            node.adapter.close();
        }
    }

    Node started(int number) {
        Node node = new Node(node(number), new Hearing());
        node.adapter.start(node.hearing);
        return node;
    }

    @Test
    void aHintReachesEverySubscribedNodeOnceTheSenderIncluded() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM) && c.subscribe(ROOM));
        assertTrue(a.publish(ROOM, "1"));
        assertTrue(b.publish(ROOM, "2"));
        for (Node node : List.of(a, b, c)) {
            hears(node, ROOM, "1", "2");
        }
    }

    @Test
    void aNodeHearsOnlyTheChannelsItIsSubscribedTo() {
        assertTrue(a.subscribe(ROOM) && b.subscribe("room:other"));
        assertTrue(c.publish("room:other", "not for a"));
        assertTrue(c.publish(ROOM, "for a"));
        hears(a, ROOM, "for a");
        hears(b, "room:other", "not for a");
        assertEquals(1, a.hearing.count());
        assertEquals(0, c.hearing.count());
    }

    @Test
    void aConfirmedSubscriptionMissesNothingPublishedAfterwards() {
        for (int i = 0; i < 100; i++) {
            String room = "room:" + i;
            assertTrue(a.subscribe(room));
            assertTrue(b.publish(room, "first"));
        }
        await().atMost(SOON).until(() -> a.hearing.count() == 100);
    }

    @Test
    void hintsOfOneNodeArriveInTheOrderPublished() {
        assertTrue(a.subscribe(ROOM) && c.subscribe(ROOM));
        List<String> payloads =
                IntStream.range(0, 3000).mapToObj(Integer::toString).toList();
        List<CompletionStage<Boolean>> answers = new ArrayList<>();
        payloads.forEach(payload -> answers.add(b.adapter.publish(ROOM, payload)));
        answers.forEach(answer -> assertTrue(answer(answer)));
        hears(a, ROOM, payloads.toArray(String[]::new));
        hears(c, ROOM, payloads.toArray(String[]::new));
    }

    @Test
    void subscribingTwiceIsTheSameAsOnce() {
        CompletionStage<Boolean> first = a.adapter.subscribe(ROOM);
        CompletionStage<Boolean> second = a.adapter.subscribe(ROOM);
        assertTrue(answer(first) && answer(second) && a.subscribe(ROOM));
        assertTrue(b.publish(ROOM, "once") && b.publish(ROOM, "end"));
        hears(a, ROOM, "once", "end");
    }

    @Test
    void anUnsubscribedChannelIsHeardNoMore() {
        assertTrue(a.subscribe(ROOM) && a.subscribe("room:end"));
        a.adapter.unsubscribe(ROOM);
        // Confirmed after the unsubscribing, which went the same way.
        assertTrue(a.subscribe("room:later"));
        assertTrue(b.publish(ROOM, "unheard") && b.publish("room:later", "end"));
        hears(a, "room:later", "end");
        hears(a, ROOM);
    }

    @Test
    void aChannelLeftAndWantedAgainIsHeard() {
        for (int i = 0; i < 50; i++) {
            CompletionStage<Boolean> before = a.adapter.subscribe(ROOM);
            a.adapter.unsubscribe(ROOM);
            CompletionStage<Boolean> after = a.adapter.subscribe(ROOM);
            assertTrue(answer(after));
            assertTrue(before.toCompletableFuture().isDone());
            assertTrue(b.publish(ROOM, Integer.toString(i)));
            // A hint under way to a channel that is left may be lost: it is heard before the next round leaves.
            int heard = i + 1;
            await().atMost(SOON)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> a.hearing.payloads(ROOM).size() >= heard);
        }
        hears(a, ROOM, IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new));
    }

    @Test
    void twoThousandChannelsAreSubscribedAtOnce() {
        List<String> rooms = IntStream.range(0, 2000).mapToObj(i -> "room:" + i).toList();
        List<CompletionStage<Boolean>> answers =
                rooms.stream().map(a.adapter::subscribe).toList();
        answers.forEach(answer -> assertTrue(answer(answer)));
        answers = rooms.stream().map(room -> b.adapter.publish(room, room)).toList();
        answers.forEach(answer -> assertTrue(answer(answer)));
        await().atMost(SOON).until(() -> a.hearing.count() == 2000);
        // One hint per room, so that the hints by room are the rooms.
        assertEquals(
                rooms,
                rooms.stream()
                        .flatMap(room -> a.hearing.payloads(room).stream())
                        .toList());
    }

    @Test
    void anyTextArrivesAsItWas() {
        assertTrue(a.subscribe(ROOM));
        String[] texts = {"", "ä€😀\u0000\r\n$3", "x".repeat(200_000)};
        for (String text : texts) {
            assertTrue(b.publish(ROOM, text));
        }
        hears(a, ROOM, texts);
    }

    @Test
    void aListenerThatFailsIsToldTheNextHintToo() {
        a.hearing.failAt("bad"::equals);
        assertTrue(a.subscribe(ROOM));
        assertTrue(b.publish(ROOM, "bad") && b.publish(ROOM, "good"));
        hears(a, ROOM, "bad", "good");
        assertEquals(0, a.hearing.timesCutOff());
    }

    @Test
    void aNodeCutOffIsToldOnceAndTheOthersGoOn() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        cutOff(0);
        await().atMost(SOON).until(() -> a.hearing.timesCutOff() == 1);
        assertFalse(a.adapter.connected());
        assertFalse(a.publish(ROOM, "unheard"));
        assertFalse(a.subscribe("room:meanwhile"));
        assertTrue(c.publish(ROOM, "others"));
        hears(b, ROOM, "others");
        assertTrue(b.adapter.connected());
        assertEquals(0, b.hearing.timesCutOff());

        restore(0);
        await().atMost(Duration.ofSeconds(2)).until(() -> a.hearing.timesResubscribed() == 2);
        assertTrue(a.adapter.connected());
        assertTrue(c.publish(ROOM, "back") && c.publish("room:meanwhile", "new"));
        hears(a, ROOM, "back");
        hears(a, "room:meanwhile", "new");
        assertTrue(a.publish(ROOM, "from a"));
        hears(b, ROOM, "others", "back", "from a");
        assertEquals(1, a.hearing.timesCutOff());
    }

    @Test
    void aChannelLeftDuringAnOutageIsNotHeardAfterIt() {
        assertTrue(a.subscribe(ROOM) && a.subscribe("room:end"));
        cutOff(0);
        await().atMost(SOON).until(() -> a.hearing.timesCutOff() == 1);
        a.adapter.unsubscribe(ROOM);
        restore(0);
        await().atMost(SOON).until(() -> a.hearing.timesResubscribed() == 2);
        assertTrue(b.publish(ROOM, "unheard") && b.publish("room:end", "end"));
        hears(a, "room:end", "end");
        hears(a, ROOM);
    }

    @Test
    void aClosedNodeAnswersFalseAndHearsNothing() {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        a.adapter.close();
        await().atMost(SOON).until(() -> !a.adapter.connected());
        assertFalse(a.subscribe("room:more"));
        assertFalse(a.publish(ROOM, "unheard"));
        assertTrue(c.publish(ROOM, "end"));
        hears(b, ROOM, "end");
        hears(a, ROOM);
        assertEquals(0, a.hearing.timesCutOff());
    }

    static void hears(Node node, String channel, String... payloads) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertEquals(List.of(payloads), node.hearing.payloads(channel)));
    }

    /// What the port answers, which may take no longer than it promises.
    static boolean answer(CompletionStage<Boolean> stage) {
        try {
            return stage.toCompletableFuture().get(3, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer within the time that the port promises", e);
        }
    }
}
