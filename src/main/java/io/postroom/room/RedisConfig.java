package io.postroom.room;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Which Redis carries the hints between replicas.
@ConfigMapping(prefix = "postroom.redis")
public interface RedisConfig {

    /// `POSTROOM_REDIS_URL`: see [RedisUrl] for what it may be. Without default: a replica without it would be alone
    /// and nobody would notice. The start refuses where it is missing.
    Optional<String> url();

    /// `POSTROOM_REDIS_PREFIX`: what all channels begin with. Default: the name of the database, because two
    /// installations on one Redis hear each other otherwise (its database numbers do not part pub/sub).
    Optional<String> prefix();

    /// `POSTROOM_REDIS_CA`: a PEM file with the authorities that may sign the server's certificate. Default: those the
    /// runtime trusts, which is right for every Redis with a public certificate.
    Optional<Path> ca();
}
