package io.postroom.socket;

import io.postroom.protocol.ServerFrame;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Opens the sockets' sweep, and lets the sockets go at the end: no new ones, everybody is asked to come back elsewhere
/// within a while, sends in flight are confirmed, then all are closed in batches. Blocks its caller.
@Singleton
public final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final long STEP_MS = 20;
    /// The part of the time in which clients may go by themselves.
    private static final int BATCHES = 20;

    private final Sockets sockets;
    private final SocketConfig config;
    private final ScheduledExecutorService sweep = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("socket-sweep").daemon().factory());

    Drain(Sockets sockets, SocketConfig config) {
        this.sockets = sockets;
        this.config = config;
    }

    /// Sockets are taken from now on.
    public void open() {
        var _ = sweep.scheduleWithFixedDelay(
                () -> {
                    try {
                        sockets.sweep();
                    } catch (RuntimeException e) {
                        LOG.error("the sweep over the sockets failed", e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    /// `idle`: whether nothing waits for its confirmation any more.
    public void drain(BooleanSupplier idle) {
        sockets.leave();
        Duration time = config.drain();
        long end = System.nanoTime() + time.toNanos();
        List<Connection> all = new ArrayList<>(sockets.all());
        LOG.infof("Leaving: %d sockets are asked to come back elsewhere", all.size());
        ServerFrame.GoingAway goingAway = new ServerFrame.GoingAway(time.toMillis());
        all.forEach(connection -> connection.say(goingAway));
        while (System.nanoTime() < end - time.toNanos() / 4 && !idle.getAsBoolean()) {
            pause(STEP_MS);
        }
        // Batches, so that not all come to the other replicas at one moment.
        long pauseMs = all.size() < BATCHES ? 0 : Math.max(1, time.toMillis() / 4 / BATCHES);
        int batch = Math.max(1, all.size() / BATCHES);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).close(CloseCode.GOING_AWAY);
            if (pauseMs > 0 && (i + 1) % batch == 0) {
                pause(pauseMs);
            }
        }
        new ArrayList<>(sockets.all()).forEach(connection -> connection.close(CloseCode.GOING_AWAY));
        while (System.nanoTime() < end && !sockets.all().isEmpty()) {
            pause(STEP_MS);
        }
        sweep.shutdownNow();
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
