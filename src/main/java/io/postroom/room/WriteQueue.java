package io.postroom.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits to be stored in one room on this replica, in the order it came. One lane at most holds it at a time, so
/// that a replica never races itself; all methods are short and safe from any thread.
final class WriteQueue {
    static final long UNKNOWN = -1;

    final String userId;
    private final Deque<Pending> waiting = new ArrayDeque<>(1);
    private List<Pending> underWay = List.of();
    private @Nullable Thread lane;
    private boolean scheduled;
    private long head = UNKNOWN;
    private long seenAt;
    private long told;
    private int failures;

    WriteQueue(String userId) {
        this.userId = userId;
    }

    /// True if the queue must be given to a lane.
    synchronized boolean add(Pending pending) {
        waiting.add(pending);
        return schedule();
    }

    private boolean schedule() {
        if (scheduled || waiting.isEmpty()) {
            return false;
        }
        scheduled = true;
        return true;
    }

    /// Takes up to `max` of the oldest; the calling lane owns the queue until it puts the rest back or releases it.
    synchronized List<Pending> take(int max) {
        List<Pending> run = new ArrayList<>(Math.min(max, waiting.size()));
        while (run.size() < max && !waiting.isEmpty()) {
            Pending next = waiting.poll();
            if (!next.result.isDone()) {
                run.add(next);
            }
        }
        underWay = run;
        lane = Thread.currentThread();
        if (head != UNKNOWN) {
            head = Math.max(head, told);
        }
        return run;
    }

    /// Back to the front, in their order: what a failed insert did not settle.
    synchronized void putBack(List<Pending> run) {
        underWay = List.of();
        lane = null;
        for (int i = run.size() - 1; i >= 0; i--) {
            waiting.addFirst(run.get(i));
        }
    }

    /// True if there is more and the queue must be given to a lane again.
    synchronized boolean release() {
        underWay = List.of();
        lane = null;
        scheduled = false;
        return schedule();
    }

    /// For a lane that failed: what it still holds goes back to the front. True if the queue must be given to a lane
    /// again; a queue that has gone on to another lane meanwhile stays there.
    synchronized boolean recover() {
        if (lane != Thread.currentThread()) {
            return false;
        }
        putBack(underWay);
        return release();
    }

    synchronized long head() {
        return head;
    }

    /// The highest number seen committed; [#UNKNOWN] after a failure.
    synchronized void head(long seq) {
        head = seq;
        if (seq == UNKNOWN) {
            told = 0; // only the log is asked now
        }
        seenAt = System.nanoTime();
    }

    synchronized boolean olderThan(long nanos) {
        return System.nanoTime() - seenAt > nanos;
    }

    /// A head that another replica has moved: used from the next run on, if this room's is known at all.
    synchronized void told(long seq) {
        told = Math.max(told, seq);
    }

    /// Those over their deadline and not answered, wherever they wait. A copy: whoever answers them holds no lock.
    synchronized List<Pending> overdue(long now) {
        List<Pending> overdue = new ArrayList<>(0);
        for (Pending pending : underWay) {
            if (pending.isOverdue(now)) {
                overdue.add(pending);
            }
        }
        for (Pending pending : waiting) {
            if (pending.isOverdue(now)) {
                overdue.add(pending);
            }
        }
        return overdue;
    }

    synchronized boolean idle() {
        return !scheduled && waiting.isEmpty();
    }

    /// Counts failures in a row, for the back-off.
    synchronized int failed() {
        return ++failures;
    }

    synchronized void succeeded() {
        failures = 0;
    }
}
