package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/// Counts frames by their type, and messages that come in order, without remembering them.
final class Counting implements Consumer<JsonNode> {
    private final AtomicLong place = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final Map<String, Long> frames = new ConcurrentHashMap<>();

    @Override
    public void accept(JsonNode frame) {
        String type = SocketClient.type(frame);
        if (type.equals("receiveReportMessage") && frame.get("seq").asLong() != place.incrementAndGet()) {
            outOfOrder.incrementAndGet();
        }
        frames.merge(type, 1L, Long::sum);
    }

    long of(String type) {
        return frames.getOrDefault(type, 0L);
    }

    /// Waits until so many frames of this type have come.
    void comes(String type, long count, Duration atMost) {
        Awaitility.await(count + " " + type).atMost(atMost).until(() -> of(type) >= count);
    }

    /// Waits until all messages up to the head have come, each once and in order.
    void reaches(long head, Duration atMost) {
        Awaitility.await("message " + head).atMost(atMost).until(() -> place.get() >= head);
        assertThat(outOfOrder).hasValue(0);
        assertThat(place).hasValue(head);
    }
}
