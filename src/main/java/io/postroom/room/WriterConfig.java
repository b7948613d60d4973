package io.postroom.room;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of storing messages.
@ConfigMapping(prefix = "postroom.limits.writer")
public interface WriterConfig {
    /// Writers that store at the same time. Two keep the store busy while one waits for its answer; more only make
    /// batches smaller.
    @WithDefault("3")
    int lanes();

    /// Rooms in one insert: as many as one round trip carries without delaying the first of them noticeably.
    @WithDefault("64")
    int rooms();

    /// Messages of one room in one insert.
    @WithDefault("128")
    int run();

    /// How long after its arrival a message that could not be stored is refused; the contract says 10 s, time in the
    /// queue included, so this leaves room for the answer.
    @WithDefault("9s")
    Duration deadline();

    /// Messages that wait to be stored on this replica; more are refused as `unavailable` at once. 20,000 of the
    /// largest messages are some 100 MB.
    @WithDefault("20000")
    int waiting();

    /// Rooms whose head is remembered between writes: some 200 bytes each.
    @WithDefault("100000")
    int rememberedRooms();

    /// How long the fate of a refused message is watched while the store answers; longer than any write can be under
    /// way.
    @WithDefault("60s")
    Duration watch();
}
