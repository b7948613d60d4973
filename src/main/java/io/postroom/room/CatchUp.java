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
/// hint are this one mechanism. A member has one reader at a time; one that does not take more is left alone until it
/// does.
final class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    /// How long a gap may close by itself.
    private static final long GAP_MS = 20;
    private static final long RETRY_MS = 250;
    /// How long a place ahead of the head may be the truth that this store's member does not show yet.
    private static final Duration AHEAD = Duration.ofSeconds(5);
    /// How long a join that the store does not answer is tried again. One operation may take 7 s, and everything is
    /// refused within 10 s.
    private static final Duration JOIN = Duration.ofSeconds(3);
    private static final long SUBSCRIPTION_MS = 1500;
    /// How long something heard of is looked for in a log that does not show it: who tells of a message has seen it
    /// stored, so a log without it may be the past, which a store shows for as long as it does not know that it has
    /// been replaced.
    private static final Duration NOT_THERE = Duration.ofMinutes(1);

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
        run(() -> read(member, Long.MAX_VALUE, false));
    }

    void gapSoon(Room room) {
        later(GAP_MS, () -> fill(room, 0));
    }

    void gapNow(Room room) {
        run(() -> fill(room, 0));
    }

    private void join(Member member, long aheadUntil, long deadline) {
        Room room = member.room;
        if (!room.reading(member)) {
            left(member);
            return;
        }
        try {
            awaitSubscription(room);
            long head = reader.head(room.userId);
            long place = room.place(member);
            if (place > head) {
                if (System.nanoTime() - aheadUntil < 0 && room.reading(member)) {
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
                caughtUp(member, deadline, false, true);
                return;
            }
        } catch (Throwable e) {
            retryJoin(member, aheadUntil, deadline, e);
            return;
        }
        read(member, deadline, false);
    }

    private void retryJoin(Member member, long aheadUntil, long deadline, Throwable failure) {
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

    /// `lastEmpty`: nothing was there when last read, and yet the room is further.
    private void read(Member member, long joinDeadline, boolean lastEmpty) {
        Room room = member.room;
        long deadline = joinDeadline;
        try {
            while (room.reading(member)) {
                if (!member.outlet.roomy()) {
                    long patience = deadline;
                    member.outlet.whenRoomy(() -> run(() -> read(member, patience, lastEmpty)));
                    return;
                }
                List<RoomEvent> page = reader.after(room.userId, room.place(member));
                if (!room.replay(member, page)) {
                    break;
                }
                if (page.size() < LogReader.PAGE) {
                    caughtUp(member, deadline, lastEmpty, page.isEmpty());
                    return;
                }
                // However much there is to replay: the time runs from the last answer of the store.
                deadline = System.nanoTime() + JOIN.toNanos();
            }
            left(member);
        } catch (Throwable e) {
            if (member.joining != null && System.nanoTime() - deadline >= 0) {
                answer(
                        member,
                        joining ->
                                joining.failed(member, Refusal.unavailable("the store does not answer; join again")));
            } else {
                long patience = deadline;
                later(RETRY_MS, () -> read(member, patience, lastEmpty));
            }
        }
    }

    /// At the end of the log: the join is answered, and the member live unless the room is further already.
    private void caughtUp(Member member, long deadline, boolean lastEmpty, boolean empty) {
        Room room = member.room;
        if (!room.reading(member)) {
            left(member);
            return;
        }
        answer(member, joining -> joining.joined(member, room.place(member)));
        if (room.settle(member)) {
            return;
        }
        if (lastEmpty && empty) {
            // The log does not show what the room has seen: it is the past, or the last message was removed from
            // outside.
            later(RETRY_MS, () -> read(member, deadline, true));
        } else {
            run(() -> read(member, deadline, empty));
        }
    }

    /// A join that was overtaken by a leave, or by another join of the room, is answered too, and never by a place.
    private static void left(Member member) {
        answer(member, joining -> joining.failed(member, Refusal.conflict(Member.Joining.OVERTAKEN)));
    }

    private static void answer(Member member, java.util.function.Consumer<Member.Joining> how) {
        Member.Joining joining = member.joining;
        if (joining != null) {
            how.accept(joining);
            member.joining = null;
        }
    }

    /// `missingSince`: when the log first did not show what was heard of; 0: it did.
    private void fill(Room room, long missingSince) {
        long missing = missingSince;
        try {
            for (long place = room.gap(); place != Room.UNKNOWN; place = room.gap()) {
                List<RoomEvent> page = reader.after(room.userId, place);
                meters.gapsFilled.increment(page.size());
                room.fill(page);
                if (!page.isEmpty()) {
                    missing = 0;
                } else if (missing == 0) {
                    fillLater(room, System.nanoTime());
                    return;
                } else if (System.nanoTime() - missing < NOT_THERE.toNanos()) {
                    fillLater(room, missing);
                    return;
                } else {
                    room.notThere(place);
                }
            }
        } catch (Throwable e) {
            LOG.debugf("the gap in the room of user %s cannot be read (%s); trying again", room.userId, e.getClass());
            fillLater(room, missing);
        }
    }

    private void fillLater(Room room, long missingSince) {
        later(RETRY_MS, () -> fill(room, missingSince));
    }

    private void run(Runnable task) {
        virtual.execute(task);
    }

    private void later(long ms, Runnable task) {
        try {
            var _ = timer.schedule(() -> run(task), ms, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: nothing is caught up any more");
        }
    }
}
