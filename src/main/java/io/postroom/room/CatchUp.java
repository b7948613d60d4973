package io.postroom.room;

import io.postroom.protocol.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Brings members, and rooms with a gap, up to the head of the log: joining with a cursor, a slow network and a lost
/// hint
/// are this one mechanism. A member has one reader at a time; one that does not take more is left alone until it does.
final class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    /// How long a gap may close by itself.
    private static final long GAP_MS = 20;
    private static final long RETRY_MS = 250;
    /// How long a place ahead of the head may be the truth that this store's member does not show yet.
    private static final Duration AHEAD = Duration.ofSeconds(5);
    /// A join that the store does not answer is refused, as everything is, within 10 s.
    private static final Duration JOIN = Duration.ofSeconds(9);
    private static final long SUBSCRIPTION_MS = 1500;

    private final LogReader reader;
    private final Executor virtual;
    private final ScheduledExecutorService timer;
    private final RoomMeters meters;

    CatchUp(LogReader reader, Executor virtual, ScheduledExecutorService timer, RoomMeters meters) {
        this.reader = reader;
        this.virtual = virtual;
        this.timer = timer;
        this.meters = meters;
    }

    void join(Member member) {
        long deadline = System.nanoTime() + JOIN.toNanos();
        long aheadUntil = System.nanoTime() + AHEAD.toNanos();
        run(() -> join(member, aheadUntil, deadline));
    }

    /// A live member could not be given the next number.
    void behind(Member member) {
        meters.slowReaders.increment();
        run(() -> read(member, Long.MAX_VALUE));
    }

    void gapSoon(Room room) {
        later(GAP_MS, () -> fill(room));
    }

    void gapNow(Room room) {
        run(() -> fill(room));
    }

    private void join(Member member, long aheadUntil, long deadline) {
        Room room = member.room;
        try {
            awaitSubscription(room);
            long head = reader.head(room.userId);
            long place = room.place(member);
            if (place > head) {
                if (System.nanoTime() - aheadUntil < 0) {
                    later(RETRY_MS, () -> join(member, aheadUntil, deadline));
                } else {
                    answer(member, joining -> joining.resync(member, head));
                }
                return;
            }
            if (place < 0) {
                room.place(member, head);
            }
            if (room.open(head)) {
                gapNow(room);
            }
            if (room.place(member) == head) {
                caughtUp(member, deadline);
                return;
            }
        } catch (RuntimeException e) {
            retryJoin(member, aheadUntil, deadline, e);
            return;
        }
        read(member, deadline);
    }

    private void retryJoin(Member member, long aheadUntil, long deadline, RuntimeException failure) {
        if (System.nanoTime() - deadline < 0 && member.room.reading(member)) {
            later(RETRY_MS, () -> join(member, aheadUntil, deadline));
        } else {
            LOG.debugf(failure, "joining the room of user %s failed", member.userId());
            answer(
                    member,
                    joining -> joining.failed(member, Refusal.unavailable("the store does not answer; join again")));
        }
    }

    private static void awaitSubscription(Room room) {
        try {
            room.subscribed.toCompletableFuture().get(SUBSCRIPTION_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debugf(
                    "the subscription to the room of user %s is not confirmed; the heads are read meanwhile",
                    room.userId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Member member, long joinDeadline) {
        Room room = member.room;
        try {
            while (room.reading(member)) {
                if (!member.outlet.roomy()) {
                    member.outlet.whenRoomy(() -> run(() -> read(member, joinDeadline)));
                    return;
                }
                List<RoomEvent> page = reader.after(room.userId, room.place(member));
                if (!room.replay(member, page)) {
                    return;
                }
                if (page.size() < LogReader.PAGE) {
                    caughtUp(member, joinDeadline);
                    return;
                }
            }
        } catch (RuntimeException e) {
            if (member.joining != null && System.nanoTime() - joinDeadline >= 0) {
                answer(
                        member,
                        joining ->
                                joining.failed(member, Refusal.unavailable("the store does not answer; join again")));
            } else {
                later(RETRY_MS, () -> read(member, joinDeadline));
            }
        }
    }

    /// At the end of the log: the join is answered, and the member live unless the room is further already.
    private void caughtUp(Member member, long joinDeadline) {
        Room room = member.room;
        answer(member, joining -> joining.joined(member, room.place(member)));
        if (!room.settle(member)) {
            run(() -> read(member, joinDeadline));
        }
    }

    private static void answer(Member member, java.util.function.Consumer<Member.Joining> how) {
        Member.Joining joining = member.joining;
        if (joining != null) {
            how.accept(joining);
            member.joining = null;
        }
    }

    private void fill(Room room) {
        try {
            for (long place = room.gap(); place != Room.UNKNOWN; place = room.gap()) {
                List<RoomEvent> page = reader.after(room.userId, place);
                meters.gapsFilled.increment(page.size());
                room.fill(place, page);
            }
        } catch (RuntimeException e) {
            LOG.debugf("the gap in the room of user %s cannot be read (%s); trying again", room.userId, e.getClass());
            later(RETRY_MS, () -> fill(room));
        }
    }

    private void run(Runnable task) {
        virtual.execute(task);
    }

    private void later(long ms, Runnable task) {
        try {
            timer.schedule(() -> run(task), ms, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: nothing is caught up any more");
        }
    }
}
