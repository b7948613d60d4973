package io.postroom.room;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalAdapterTest extends RoomAdapterContract {

    private static final String ROOM = "room:a";

    private final LocalWire wire = new LocalWire(42);
    private final LocalAdapter[] nodes = new LocalAdapter[3];

    @Override
    RoomAdapter node(int number) {
        nodes[number] = wire.node();
        return nodes[number];
    }

    @Override
    void cutOff(int number) {
        nodes[number].cut();
    }

    @Override
    void restore(int number) {
        nodes[number].heal();
    }

    @Test
    void aWireThatLosesLosesSome() {
        List<String> heard = heardOfThousand(wire.lose(0.5));
        assertTrue(heard.size() > 300 && heard.size() < 700, "heard " + heard.size());
    }

    @Test
    void aWireThatDoublesDoublesSomeAndLosesNone() {
        List<String> heard = heardOfThousand(wire.twice(0.5));
        assertEquals(1000, Set.copyOf(heard).size());
        assertTrue(heard.size() > 1300, "heard " + heard.size());
    }

    @Test
    void aWireThatSwapsLosesNone() {
        List<String> heard = heardOfThousand(wire.swap(0.3));
        assertEquals(Set.copyOf(sent()), Set.copyOf(heard));
        assertNotEquals(sent(), heard);
    }

    @Test
    void aWireThatDelaysKeepsTheOrder() {
        assertEquals(sent(), heardOfThousand(wire.delay(Duration.ofMillis(1))));
    }

    private List<String> heardOfThousand(LocalWire faulty) {
        assertTrue(a.subscribe(ROOM) && a.subscribe("end"));
        sent().forEach(payload -> assertTrue(b.publish(ROOM, payload)));
        faulty.heal();
        assertTrue(b.publish("end", "end"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> a.hearing().payloads("end").size() == 1);
        // One that was held back waits for the next hint, which the last one was, or some milliseconds.
        return a.hearing().payloads(ROOM);
    }

    private static List<String> sent() {
        return IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    }
}
