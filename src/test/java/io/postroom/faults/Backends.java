package io.postroom.faults;

import io.postroom.embedded.RedisProcess;
import io.postroom.embedded.StoreServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What the packaged service needs to run: a store, a Redis and a key, as its configuration names them.
public final class Backends implements QuarkusTestResourceLifecycleManager {
    private static volatile int managementPort;

    private StoreServer store;
    private RedisProcess redis;
    private String secret;

    /// `secret` may be empty, for a service that is given another key.
    @Override
    public void init(Map<String, String> arguments) {
        secret = arguments.getOrDefault("secret", Tokens.SECRET);
    }

    @Override
    public Map<String, String> start() {
        try {
            store = StoreServer.inMemory(0);
            redis = RedisProcess.start(Files.createTempDirectory(Path.of("target"), "redis"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        managementPort = Ports.free();
        return Map.of(
                "postroom.mongodb.url",
                store.url(),
                "postroom.redis.url",
                redis.url(),
                "postroom.jwt.secret",
                secret,
                "postroom.drain.delay",
                "0s",
                // The one that Quarkus looks for itself may go to somebody's connection before the service has it.
                "quarkus.http.port",
                Integer.toString(Ports.free()),
                "quarkus.management.port",
                Integer.toString(managementPort));
    }

    /// Where the management interface of the service under test is: where Quarkus says, which it cannot of a packaged
    /// one.
    public static URI management(URI said) {
        return managementPort == 0
                ? said
                : URI.create("http://localhost:" + managementPort).resolve(said.getPath());
    }

    @Override
    public void stop() {
        redis.close();
        store.close();
    }
}
