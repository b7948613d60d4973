package io.postroom.room;

import io.vertx.core.Context;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What is published, joined into few writes. [#publish] from any thread, all else on the adapter's.
final class RedisPublisher {

    /// Publishes without an answer, waiting here or sent. A hung Redis would otherwise fill the heap; a healthy one
    /// answers some 100,000 a second, so that this many are 40 ms behind.
    static final int MAX_UNANSWERED = 4096;

    /// Publishes in one write: more saves nothing and lets the first wait.
    private static final int BATCH = 256;

    private static final long ANSWER_WITHIN = TimeUnit.SECONDS.toNanos(2);

    private final Context loop;
    private final Queue<Publish> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final Deque<Batch> sent = new ArrayDeque<>();
    private volatile @Nullable RedisConnection connection;

    private record Publish(String channel, String payload, long deadline, CompletableFuture<Boolean> answer) {}

    /// A class and not a record: it is looked for by identity.
    private static final class Batch {
        private final List<Publish> publishes;
        private final long deadline;

        Batch(List<Publish> publishes) {
            this.publishes = publishes;
            this.deadline = publishes.getFirst().deadline;
        }

        void answer(boolean taken) {
            publishes.forEach(publish -> publish.answer.complete(taken));
        }
    }

    RedisPublisher(Context loop) {
        this.loop = loop;
    }

    CompletionStage<Boolean> publish(String channel, String payload) {
        if (connection == null) {
            return CompletableFuture.completedFuture(false);
        }
        if (unanswered.incrementAndGet() > MAX_UNANSWERED) {
            unanswered.decrementAndGet();
            return CompletableFuture.completedFuture(false);
        }
        Publish publish = new Publish(channel, payload, System.nanoTime() + ANSWER_WITHIN, new CompletableFuture<>());
        queue.add(publish);
        if (flushing.compareAndSet(false, true)) {
            loop.runOnContext(ignored -> flush());
        }
        return publish.answer;
    }

    void open(RedisConnection opened) {
        connection = opened;
    }

    /// The connection is gone: whatever waits for an answer gets `false`.
    void away() {
        connection = null;
        flush();
        while (!sent.isEmpty()) {
            settle(sent.peekFirst(), false);
        }
    }

    /// Answers what has waited too long; its place stays taken until Redis answers or the connection ends.
    void expire(long now) {
        for (Batch batch : sent) {
            if (batch.deadline - now > 0) {
                return;
            }
            batch.answer(false);
        }
    }

    private void flush() {
        flushing.set(false);
        RedisConnection to = connection;
        while (true) {
            List<Publish> publishes = new ArrayList<>();
            while (publishes.size() < BATCH && queue.poll() instanceof Publish next) {
                publishes.add(next);
            }
            if (publishes.isEmpty()) {
                return;
            }
            Batch batch = new Batch(publishes);
            sent.addLast(batch);
            if (to == null) {
                settle(batch, false);
            } else {
                to.batch(publishes.stream().map(RedisPublisher::request).toList())
                        .onComplete(answers -> settle(batch, answers.succeeded()));
            }
        }
    }

    /// Once per batch, whoever comes first: the answer or the end of the connection.
    private void settle(Batch batch, boolean taken) {
        // Answers come in the order sent, so that this finds it at the head.
        if (sent.remove(batch)) {
            unanswered.addAndGet(-batch.publishes.size());
            batch.answer(taken);
        }
    }

    private static Request request(Publish publish) {
        return Request.cmd(Command.PUBLISH).arg(publish.channel).arg(publish.payload);
    }
}
