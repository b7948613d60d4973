package io.postroom.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;
import org.jboss.logging.Logger;

/// Reads the heads of the rooms here while hints may be missing: this replica is cut off, or another one might be
/// silent. [#round] blocks and is called every second by one virtual thread.
final class HeadWatch {
    private static final Logger LOG = Logger.getLogger(HeadWatch.class);
    private static final int HEADS_A_QUERY = 500;
    /// A little less than two seconds, so that every second round reads.
    private static final long HEADS_EVERY_NS = Duration.ofMillis(1900).toNanos();

    /// Hints that are not understood come all the time, and whoever is told reads the state again within this time.
    private static final long STALE_EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final RoomLog log;
    private final LocalRooms rooms;
    private final Replicas replicas;
    private final ObjLongConsumer<String> headSeen;
    private final Runnable stateStale;
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final AtomicBoolean atOnce = new AtomicBoolean();
    private final AtomicBoolean missed = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private long readAt;
    private long staleAt = System.nanoTime() - STALE_EVERY_NS;

    /// `headSeen` is told each head that was read; `stateStale` is run when receipts may have been missed.
    HeadWatch(RoomLog log, LocalRooms rooms, Replicas replicas, ObjLongConsumer<String> headSeen, Runnable stateStale) {
        this.log = log;
        this.rooms = rooms;
        this.replicas = replicas;
        this.headSeen = headSeen;
        this.stateStale = stateStale;
    }

    boolean isCutOff() {
        return cutOff.get();
    }

    /// Either way the heads are read once more: a new subscription has missed what came before it.
    void cutOff(boolean now) {
        cutOff.set(now);
        atOnce.set(true);
    }

    /// A hint came that is not understood: by the next round the heads are read, and in time the state.
    void missed() {
        missed.set(true);
        atOnce.set(true);
    }

    /// Says that this replica lives, hears who might be silent, and reads heads while somebody is. Throws when the
    /// store does not answer.
    void round(boolean unsent, boolean connected) {
        boolean away = isCutOff() || !connected;
        Replicas.Found found;
        try {
            found = replicas.round(unsent || away);
        } catch (RuntimeException e) {
            // A store that confirms nothing may be one that was replaced and does not know it yet: the heads that it
            // showed, to joins too, may be the past.
            atOnce.set(true);
            throw e;
        }
        long now = System.nanoTime();
        if (found.changed() || (missed.get() && now - staleAt >= STALE_EVERY_NS)) {
            staleAt = now;
            missed.set(false);
            stateStale.run();
        }
        boolean read = atOnce.getAndSet(false) || found.changed();
        if (read || ((found.suspect() || away) && now - readAt > HEADS_EVERY_NS)) {
            readAt = now;
            try {
                read();
            } catch (RuntimeException e) {
                atOnce.set(true);
                throw e;
            }
        }
    }

    /// Beside the rounds; a store that does not answer is asked again by the next of them.
    void readNow() {
        try {
            read();
        } catch (RuntimeException e) {
            LOG.debugf("the heads cannot be read now (%s)", e.getClass());
            atOnce.set(true);
        }
    }

    /// The head of every room here, many rooms a query.
    private void read() {
        if (!reading.compareAndSet(false, true)) {
            atOnce.set(true);
            return;
        }
        try {
            List<String> ids = new ArrayList<>();
            rooms.all().forEach(room -> ids.add(room.userId));
            for (int from = 0; from < ids.size(); from += HEADS_A_QUERY) {
                log.heads(ids.subList(from, Math.min(ids.size(), from + HEADS_A_QUERY)))
                        .forEach(headSeen::accept);
            }
        } finally {
            reading.set(false);
        }
    }
}
