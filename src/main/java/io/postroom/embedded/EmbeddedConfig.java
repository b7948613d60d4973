package io.postroom.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.OptionalInt;

/// How the embedded backends run: `POSTROOM_EMBEDDED_…`. Read in the profiles dev, test and demo only.
@ConfigMapping(prefix = "postroom.embedded")
interface EmbeddedConfig {
    /// Where the store's file and Redis' executable are kept. In the working folder, so that each checkout has its
    /// own data and deleting one folder starts afresh.
    @WithDefault(".postroom")
    Path directory();

    /// Whether the store ends with the process. Off, since a second start should find what the first one wrote; tests
    /// turn it on.
    @WithDefault("false")
    boolean inMemory();

    /// Whether an empty store is given a few admins, users, orders and messages at the start.
    @WithDefault("true")
    boolean demoData();

    /// Port of the embedded store; unset when the environment names a store.
    OptionalInt storePort();

    /// Port of the embedded Redis; unset when the environment names one.
    OptionalInt redisPort();
}
