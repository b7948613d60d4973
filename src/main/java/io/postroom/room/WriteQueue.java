package io.postroom.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// What waits to be stored in one room on this replica, in the order it came. One lane at most holds it at a time, so
/// that
/// a replica never races itself; all methods are short and safe from any thread.
final class WriteQueue {
    static final long UNKNOWN = -1;

    final String userId;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private List<Pending> underWay = List.of();
    private boolean scheduled;
    private long head = UNKNOWN;
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

    /// Takes up to `max` of the oldest; the lane owns the queue until [#release].
    synchronized List<Pending> take(int max) {
        List<Pending> run = new ArrayList<>(Math.min(max, waiting.size()));
        while (run.size() < max && !waiting.isEmpty()) {
            Pending next = waiting.poll();
            if (!next.result.isDone()) {
                run.add(next);
            }
        }
        underWay = run;
        return run;
    }

    /// Back to the front, in their order: what a failed insert did not settle.
    synchronized void putBack(List<Pending> run) {
        underWay = List.of();
        for (int i = run.size() - 1; i >= 0; i--) {
            waiting.addFirst(run.get(i));
        }
    }

    /// True if there is more and the queue must be given to a lane again.
    synchronized boolean release() {
        underWay = List.of();
        scheduled = false;
        return schedule();
    }

    synchronized long head() {
        return head;
    }

    /// The highest number seen committed; [#UNKNOWN] after a failure.
    synchronized void head(long seq) {
        head = seq;
    }

    /// A head read elsewhere; never lowers what is known, never changes what a lane works with.
    synchronized void seen(long seq) {
        if (!scheduled) {
            head = Math.max(head, seq);
        }
    }

    synchronized void forEach(Consumer<Pending> action) {
        underWay.forEach(action);
        waiting.forEach(action);
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
