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
/// From the beginning no new ones are taken. After the delay they are asked to go, a batch at a time in no order: each
/// batch hears how long it has, within which its clients leave by themselves, each at a moment of its own, and then it
/// is closed. So over the whole window about as many come to the other replicas in each second. Sends in flight are
/// confirmed: a socket closes only after what it has begun was answered.
@Singleton
public final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final long STEP_MS = 20;
    private static final int BATCHES = 20;
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
        LOG.infof(
                "Leaving: no new sockets, and in %s the %d there are go",
                config.delay(), sockets.all().size());
        pause(config.delay().toMillis());
        letGo();
        long end = System.nanoTime() + ANSWERED.toNanos();
        while (System.nanoTime() < end && !(sockets.all().isEmpty() && idle.getAsBoolean())) {
            pause(STEP_MS);
        }
        sweep.shutdownNow();
    }

    private void letGo() {
        List<Connection> all = new ArrayList<>(sockets.all());
        Collections.shuffle(all);
        int batch = Math.ceilDiv(Math.max(all.size(), 1), BATCHES);
        long each = config.window().toMillis() / BATCHES;
        for (int from = 0; from < all.size(); from += batch) {
            List<Connection> leaving = all.subList(from, Math.min(all.size(), from + batch));
            leaving.forEach(connection -> connection.say(new ServerFrame.GoingAway(each)));
            pause(each);
            leaving.forEach(connection -> connection.close(CloseCode.GOING_AWAY));
        }
        // An upgrade that was let in just before the end was decided.
        sockets.all().forEach(connection -> connection.close(CloseCode.GOING_AWAY));
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
