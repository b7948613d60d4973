package io.postroom.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/// What the room package counts.
@Singleton
public final class RoomMeters {
    final Counter gapsFilled;
    final Counter hintsLost;
    final Counter holes;
    final Counter logReads;
    final Counter slowReaders;
    final Timer handedOn;
    private final MeterRegistry registry;

    public RoomMeters(MeterRegistry registry) {
        this.registry = registry;
        gapsFilled =
                counter("postroom.gaps.filled", "messages read from the log because their hint did not come in time");
        hintsLost = counter("postroom.hints.lost", "hints to other replicas that did not go out over Redis");
        holes = counter("postroom.holes", "messages missing in the log of a room: there must be none");
        logReads = counter("postroom.log.reads", "pages of a room's log that were read from the store");
        handedOn = Timer.builder("postroom.messages.handed.on")
                .description("accepted to handed to the members here and to Redis")
                .publishPercentileHistogram()
                .register(registry);
        slowReaders = counter("postroom.readers.slow", "sockets that took no more and read the log instead");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }
}
