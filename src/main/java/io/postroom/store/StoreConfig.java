package io.postroom.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Where the messages are kept, and how long anything waits for it: `POSTROOM_MONGODB_…`.
@ConfigMapping(prefix = "postroom.mongodb")
public interface StoreConfig {
    /// The connection string, a secret since it may hold a password. The start refuses where it is missing.
    Optional<String> url();

    /// A file that holds the connection string, instead of [#url()].
    Optional<String> urlFile();

    /// The database of the seed system; what the connection string names unless said here, else `postroom`.
    @WithDefault("postroom")
    String database();

    /// How long an operation waits for a primary. An election takes some seconds; longer than this is an outage.
    @WithDefault("5s")
    Duration selection();

    /// How long opening a connection may take before the server counts as gone.
    @WithDefault("3s")
    Duration connect();

    /// How long any one operation may take, waiting for a primary, a connection and the answer included. Below the 10 s
    /// in which a send must be answered, so that its caller hears `unavailable` and not silence.
    @WithDefault("7s")
    Duration operation();

    /// Connections of a replica to the store at most. Few writers run at a time; reads share the rest.
    @WithDefault("64")
    int connections();
}
