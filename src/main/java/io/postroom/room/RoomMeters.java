package io.postroom.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// What the room package counts.
@Singleton
public final class RoomMeters {
    final Counter gapsFilled;
    final Counter hintsLost;
    final Counter holes;
    final Counter logReads;
    final Counter slowReaders;
    private final MeterRegistry registry;

    public RoomMeters(MeterRegistry registry) {
        this.registry = registry;
        gapsFilled = registry.counter("postroom.gaps.filled");
        hintsLost = registry.counter("postroom.hints.lost");
        holes = registry.counter("postroom.holes");
        logReads = registry.counter("postroom.log.reads");
        slowReaders = registry.counter("postroom.readers.slow");
    }

    MeterRegistry registry() {
        return registry;
    }
}
