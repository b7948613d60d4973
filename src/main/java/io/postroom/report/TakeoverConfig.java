package io.postroom.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a database that the seed system has filled is taken over at the start: `POSTROOM_TAKEOVER_…`.
@ConfigMapping(prefix = "postroom.takeover")
public interface TakeoverConfig {
    /// How long the store may take for one pass over the messages, or for making the indexes. Much longer than any
    /// other operation, since it grows with the collection: a million messages are minutes at most.
    @WithDefault("1h")
    Duration patience();

    /// How long the store may take for a thousand updates.
    @WithDefault("1m")
    Duration write();
}
