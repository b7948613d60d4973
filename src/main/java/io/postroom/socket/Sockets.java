package io.postroom.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.postroom.identity.Caller;
import io.postroom.protocol.ServerFrame;
import io.postroom.report.SessionEnds;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The open sockets of this replica, and the sweep over them every second: heartbeats, token ends, silence. One sweep
/// for all, no timer for each.
@Singleton
public final class Sockets {
    /// Frames that a socket's queue in WebSockets Next has place for before it grows: it is allocated with the socket,
    /// for 256 of them by default, and a socket that is not read faster than it is handled needs few.
    private static final int QUEUED_FRAMES = 16;
    /// Half a second at most; an event loop needs less than a step.
    private static final int CUT_OFF_STEPS = 50;

    private static final long CUT_OFF_STEP_NS = 10_000_000;

    private final SocketConfig config;
    private final Clock clock;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perPerson = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    Sockets(SocketConfig config, Clock clock, MeterRegistry meters, SessionEnds ends) {
        Infrastructure.setBufferSizeS(QUEUED_FRAMES);
        this.config = config;
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

    boolean full() {
        return open.size() >= config.sockets();
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

    /// After the drain (1): who took not even the close frame is cut off while the application is still there to hear
    /// of it. The runtime's own stop would do it too late, with a stack trace for each.
    void cutOff(@Observes @Priority(2) ShutdownEvent event) {
        open.forEach(Connection::breakOff);
        for (int i = 0; i < CUT_OFF_STEPS && !open.isEmpty(); i++) {
            LockSupport.parkNanos(CUT_OFF_STEP_NS);
        }
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
