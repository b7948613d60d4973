package io.postroom.room;

import java.time.Duration;

/// The writer's defaults, with a deadline that a test can wait for.
record TestWriterConfig(Duration deadline) implements WriterConfig {
    @Override
    public int lanes() {
        return 3;
    }

    @Override
    public int rooms() {
        return 64;
    }

    @Override
    public int run() {
        return 128;
    }

    @Override
    public int waiting() {
        return 20_000;
    }

    @Override
    public int rememberedRooms() {
        return 100_000;
    }

    @Override
    public Duration watch() {
        return Duration.ofSeconds(60);
    }
}
