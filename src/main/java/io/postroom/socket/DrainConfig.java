package io.postroom.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a replica that was told to stop leaves. Both together stay below the 10 s that most tools give a process.
@ConfigMapping(prefix = "postroom.drain")
public interface DrainConfig {
    /// How long it goes on after it has said that it is not ready: so long proxies and endpoints take to hear of it.
    @WithDefault("3s")
    Duration delay();

    /// Over how long the sockets then go, so that not all come to the other replicas at one moment.
    @WithDefault("5s")
    Duration window();
}
