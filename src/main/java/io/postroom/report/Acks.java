package io.postroom.report;

import io.postroom.protocol.Refusal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Joins the acks of a room: devices acknowledge one by one, the store is told some 200 ms later, once. Never blocks.
@Singleton
public final class Acks {
    private static final long JOIN_MS = 200;

    private final Receipts receipts;
    private final Map<String, Joined> rooms = new ConcurrentHashMap<>();
    private final Executor soon;

    private record Joined(long seq, CompletableFuture<Void> done) {}

    Acks(Receipts receipts) {
        this.receipts = receipts;
        this.soon = CompletableFuture.delayedExecutor(
                JOIN_MS, TimeUnit.MILLISECONDS, Executors.newVirtualThreadPerTaskExecutor());
    }

    /// The future fails with a [Refusal] when the store does not answer.
    public CompletableFuture<Void> ack(String userId, long seq) {
        if (seq == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return rooms.compute(userId, (id, joined) -> {
                    if (joined != null) {
                        return new Joined(Math.max(joined.seq(), seq), joined.done());
                    }
                    soon.execute(() -> tell(id));
                    return new Joined(seq, new CompletableFuture<>());
                })
                .done();
    }

    private void tell(String userId) {
        Joined joined = rooms.remove(userId);
        if (joined == null) {
            return;
        }
        try {
            receipts.delivered(userId, joined.seq());
            joined.done().complete(null);
        } catch (RuntimeException e) {
            joined.done().completeExceptionally(Refusal.unavailable("the store does not answer; acknowledge again"));
        }
    }
}
