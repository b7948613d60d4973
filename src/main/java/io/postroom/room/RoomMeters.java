package io.postroom.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;

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
        gapsFilled = registry.counter("postroom.gaps.filled");
        hintsLost = registry.counter("postroom.hints.lost");
        holes = registry.counter("postroom.holes");
        logReads = registry.counter("postroom.log.reads");
        handedOn = Timer.builder("postroom.messages.handed.on")
                .description("accepted to handed to the members here and to Redis")
                .publishPercentileHistogram()
                .register(registry);
        slowReaders = registry.counter("postroom.readers.slow");
    }

    MeterRegistry registry() {
        return registry;
    }
}
