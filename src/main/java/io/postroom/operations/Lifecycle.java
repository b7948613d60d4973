package io.postroom.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.postroom.report.Sending;
import io.postroom.report.StoreHistory;
import io.postroom.report.Takeover;
import io.postroom.room.LogWriter;
import io.postroom.room.Rooms;
import io.postroom.room.WatchList;
import io.postroom.socket.Drain;
import io.postroom.store.Indexed;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The order of starting and stopping. Start: Redis (which may be away), the takeover of the database, then ready; from
/// then on a round every second. Stop: the sockets go, sends in flight are confirmed, the replica says goodbye.
@Singleton
public final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final long ROUND_MS = 1000;

    private final Rooms rooms;
    private final LogWriter writer;
    private final Sending sending;
    private final WatchList watchList;
    private final Takeover takeover;
    private final List<Indexed> indexed;
    private final StoreHistory history;
    private final Drain drain;
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile boolean leaving;
    private volatile boolean ready;
    private volatile boolean storeAnswers;
    private boolean left;

    Lifecycle(
            Rooms rooms,
            LogWriter writer,
            Sending sending,
            WatchList watchList,
            Takeover takeover,
            @All List<Indexed> indexed,
            StoreHistory history,
            Drain drain,
            MeterRegistry meters) {
        this.rooms = rooms;
        this.writer = writer;
        this.sending = sending;
        this.watchList = watchList;
        this.takeover = takeover;
        this.indexed = indexed;
        this.history = history;
        this.drain = drain;
        Gauge.builder("postroom.store.up", this, lifecycle -> lifecycle.storeAnswers ? 1 : 0)
                .description("1 if the store answers this replica, else 0")
                .register(meters);
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        NativeImage.pollOnPlatformThread();
        rooms.start();
        Thread.ofVirtual().name("rounds").start(this::live);
    }

    private void live() {
        while (!isGone() && !begun()) {
            pause(ROUND_MS);
        }
        while (!isGone()) {
            long began = System.nanoTime();
            try {
                watchList.look();
                rooms.watch();
                storeAnswers(null);
                takeRequests();
            } catch (Throwable e) {
                // An Error too: nobody would look after the rooms any more.
                LOG.debugf(e, "a round failed");
                storeAnswers(e);
            }
            pause(ROUND_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
    }

    /// False where the store did not answer: to be tried again.
    private boolean begun() {
        try {
            // First, since a takeover may take long, and the store answers all the while.
            history.read();
            storeAnswers(null);
            takeover.run();
            indexed.forEach(Indexed::ensureIndexes);
            drain.open();
            NativeImage.giveBackWhatTheStartTook();
            return true;
        } catch (Throwable e) {
            storeAnswers = false;
            LOG.warnf("The store does not answer, trying again: %s", e);
            LOG.debug("The store did not answer", e);
            return false;
        }
    }

    /// After the first round only, in which the other replicas hear that there is this one: if it stores and is killed
    /// before it says so, they must look.
    private void takeRequests() {
        if (!ready) {
            ready = true;
            LOG.info("Ready: the store is taken over, sends are taken");
        }
    }

    /// `failure`: why it does not. The driver names hosts and what each last failed with, and no secret.
    private void storeAnswers(@Nullable Throwable failure) {
        boolean now = failure == null;
        if (now && !storeAnswers) {
            LOG.info("The store answers");
        } else if (!now && storeAnswers) {
            LOG.warnf("The store does not answer: %s", failure);
        }
        storeAnswers = now;
    }

    /// Ends early when the replica is gone.
    private void pause(long ms) {
        try {
            if (gone.await(Math.max(1, ms), TimeUnit.MILLISECONDS)) {
                LOG.debug("Gone: no further round");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGone() {
        return gone.getCount() == 0;
    }

    /// Whether this replica takes requests: taken over, the store answers, not leaving.
    boolean ready() {
        return ready && storeAnswers && !leaving;
    }

    /// Before everything else stops, where nobody has let it leave already.
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        leave();
    }

    /// Lets the sockets go, confirms what is in flight and says goodbye to the other replicas. Blocks; once.
    synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        leaving = true;
        // Rounds go on meanwhile: the sockets that are still here miss nothing.
        drain.drain(() -> sending.underWay() == 0);
        gone.countDown();
        rooms.stop();
        writer.close();
    }
}
