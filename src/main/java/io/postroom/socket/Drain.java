package io.postroom.socket;

import io.postroom.protocol.ServerFrame;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Opens the sockets' sweep, and lets the sockets go at the end. Blocks its caller.
///
/// From the beginning no new ones are taken. After the delay they are asked to go, in no order and a few at a time:
/// each hears how long it has, a twentieth of the window, within which its client leaves by itself at a moment of its
/// own, and is closed at its end. All of it takes the window, and at the same pace throughout, so that about as many
/// come to the other replicas in each second, whatever their clients do. Sends in flight are confirmed: a socket closes
/// only after what it has begun was answered.
@Singleton
public final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final long STEP_MS = 20;
    private static final long LONGEST_STEP_NS = TimeUnit.MILLISECONDS.toNanos(2 * STEP_MS);
    private static final int NOTICE_OF_WINDOW = 20;
    /// All of it may take so much longer than the window, within what the chart gives a pod beyond its two settings.
    private static final Duration LATE_AT_MOST = Duration.ofSeconds(3);
    /// A send is answered within 10 s, whatever the store does (the contract of the sockets).
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    private final Sockets sockets;
    private final DrainConfig config;
    private final ScheduledExecutorService sweep = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("socket-sweep").daemon().factory());

    Drain(Sockets sockets, DrainConfig config) {
        this.sockets = sockets;
        this.config = config;
    }

    /// Sockets are taken from now on.
    public void open() {
        sockets.sayLimit();
        var _ = sweep.scheduleWithFixedDelay(
                () -> {
                    try {
                        sockets.sweep();
                    } catch (Throwable e) {
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
        LOG.infof(
                "Leaving: no new sockets, and in %s the %d there are go",
                config.delay(), sockets.all().size());
        if (pause(config.delay().toMillis())) {
            letGo();
        }
        long end = System.nanoTime() + ANSWERED.toNanos();
        boolean waits = true;
        while (waits && System.nanoTime() < end) {
            // Those too whose upgrade was let in just before the end was decided.
            sockets.all().forEach(connection -> connection.close(CloseCode.GOING_AWAY));
            waits = pause(STEP_MS) && !(sockets.all().isEmpty() && idle.getAsBoolean());
        }
        sweep.shutdownNow();
    }

    private void letGo() {
        List<Connection> all = new ArrayList<>(sockets.all());
        Collections.shuffle(all);
        long window = Math.max(1, config.window().toNanos());
        long notice = window / NOTICE_OF_WINDOW;
        long pace = window - notice;
        var goingAway = new ServerFrame.GoingAway(TimeUnit.NANOSECONDS.toMillis(notice));
        int asked = 0;
        int closed = 0;
        long elapsed = 0;
        long began = System.nanoTime();
        long last = began;
        boolean goesOn = true;
        while (goesOn && closed < all.size()) {
            for (int due = due(all.size(), elapsed, pace); asked < due; asked++) {
                all.get(asked).say(goingAway);
            }
            for (int due = due(all.size(), elapsed - notice, pace); closed < due; closed++) {
                all.get(closed).close(CloseCode.GOING_AWAY);
            }
            goesOn = pause(STEP_MS);
            // What a busy machine makes late is not made up for at once: the other replicas are as busy.
            long now = System.nanoTime();
            elapsed = Math.max(elapsed + Math.min(now - last, LONGEST_STEP_NS), now - began - LATE_AT_MOST.toNanos());
            last = now;
        }
    }

    /// How many of all are due by then, the first of them at once.
    private static int due(int all, long elapsed, long pace) {
        return elapsed < 0 ? 0 : (int) Math.min(all, 1 + (long) ((double) all * elapsed / pace));
    }

    /// False if the process ends without waiting for more.
    private static boolean pause(long ms) {
        try {
            Thread.sleep(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
