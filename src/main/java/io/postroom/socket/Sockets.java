package io.postroom.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.postroom.identity.Caller;
import io.postroom.protocol.ServerFrame;
import io.postroom.report.SessionEnds;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The open sockets of this replica, and the sweep over them every second: heartbeats, token ends, silence. One sweep
/// for all, no timer for each.
@Singleton
public final class Sockets {
    private static final Logger LOG = Logger.getLogger(Sockets.class);
    /// Frames that a socket's queue in WebSockets Next has place for before it grows: it is allocated with the socket,
    /// for 256 of them by default, and a socket that is not read faster than it is handled needs few.
    private static final int QUEUED_FRAMES = 16;

    private final SocketConfig config;
    private final int limit;
    private final Clock clock;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perPerson = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    Sockets(SocketConfig config, Clock clock, MeterRegistry meters, SessionEnds ends) {
        Infrastructure.setBufferSizeS(QUEUED_FRAMES);
        this.config = config;
        this.limit = OpenFiles.sockets(config.sockets());
        this.clock = clock;
        Gauge.builder("postroom.sockets.open", open, Set::size)
                .description("open sockets of this replica")
                .register(meters);
        ends.listen(this::endSession);
    }

    /// False if there are too many of this person: upgrades under way at the same time do not see each other. It must
    /// be removed all the same.
    boolean add(Connection connection) {
        open.add(connection);
        return perPerson.merge(connection.caller().id(), 1, Integer::sum) <= config.socketsPerUser();
    }

    void remove(Connection connection) {
        if (open.remove(connection)) {
            perPerson.computeIfPresent(connection.caller().id(), (id, count) -> count == 1 ? null : count - 1);
        }
    }

    Collection<Connection> all() {
        return open;
    }

    /// Tells the operator where it is not the one that was set.
    void sayLimit() {
        if (limit < config.sockets()) {
            LOG.warnf(
                    "At most %d sockets are taken and not %d: the process may not open more files (ulimit -n)",
                    limit, config.sockets());
        }
    }

    boolean full() {
        return open.size() >= limit;
    }

    boolean tooManyOf(String personId) {
        return perPerson.getOrDefault(personId, 0) >= config.socketsPerUser();
    }

    /// Whether this replica takes no new sockets any more.
    public boolean leaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    private void endSession(String session) {
        for (Connection connection : open) {
            if (session.equals(connection.caller().session())) {
                connection.close(CloseCode.TOKEN_ENDED);
            }
        }
    }

    void sweep() {
        long now = System.nanoTime();
        Instant instant = clock.instant();
        long heartbeat = config.heartbeat().toNanos();
        long stalled = config.stalled().toNanos();
        for (Connection connection : open) {
            Caller caller = connection.caller();
            if (!instant.isBefore(caller.expiresAt())) {
                connection.close(CloseCode.TOKEN_ENDED);
            } else if (now - connection.heardAt() > stalled) {
                connection.close(CloseCode.STALLED);
            } else {
                if (now - connection.saidAt() > heartbeat) {
                    connection.say(new ServerFrame.Heartbeat());
                }
                if (now - connection.heardAt() > heartbeat) {
                    connection.ping(now, heartbeat);
                }
            }
            connection.breakIfStuck(now);
        }
    }
}
