package io.postroom.room;

import java.util.concurrent.CompletableFuture;

/// One message on its way into the log. The result may be completed early, by the deadline; the message may then
/// still be found stored.
final class Pending {
    final LogEntry entry;
    final long deadline;
    final CompletableFuture<Appended> result = new CompletableFuture<>();
    /// The highest number it was tried with; 0: never tried. Touched by the lane that holds the room, read by the
    /// sweep.
    volatile long triedSeq;

    Pending(LogEntry entry, long deadline) {
        this.entry = entry;
        this.deadline = deadline;
    }

    boolean isOverdue(long now) {
        return deadline - now < 0 && !result.isDone();
    }
}
