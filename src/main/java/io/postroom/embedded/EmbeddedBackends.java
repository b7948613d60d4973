package io.postroom.embedded;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/// Starts the embedded backends before anybody connects, and stops them after everybody has gone.
@Singleton
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
final class EmbeddedBackends {
    /// Before every other observer of the start; the demo data follow at [#FIRST] + 1.
    static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(EmbeddedBackends.class);

    private final EmbeddedConfig config;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    EmbeddedBackends(EmbeddedConfig config) {
        this.config = config;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        config.storePort().ifPresent(port -> {
            running.push(
                    config.inMemory()
                            ? StoreServer.inMemory(port)
                            : StoreServer.onDisk(config.directory().toAbsolutePath(), port));
            LOG.infof("Embedded store on port %d, for trying out only", port);
        });
        config.redisPort().ifPresent(port -> {
            running.push(RedisProcess.start(config.directory(), port));
            LOG.infof("Embedded Redis on port %d, for trying out only", port);
        });
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                LOG.warn("An embedded backend did not stop cleanly", e);
            }
        }
    }
}
