package io.postroom.room;

import io.postroom.protocol.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Appends messages to the logs of rooms, each under the number after the highest one seen committed, never stepping
/// over a number that was not seen committed.
///
/// Each room has one queue and one insert in flight. A lane takes many rooms at once: those with one message waiting
/// share one unordered insert (rooms do not depend on each other), a room with several gets an ordered one of its
/// own. After any failure nothing is concluded from the error: the lane asks the log, by majority, for the id, then
/// for the idempotency key, then for the head, and tries the rest again, in order, until the deadline.
///
/// A write that outlived its answer can do no harm: it carries its `_id` and a number, and both are unique.
public final class LogWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogWriter.class);
    private static final long SWEEP_MS = 250;
    private static final long BACKOFF_MIN_MS = 10;
    private static final long BACKOFF_MAX_MS = 400;

    /// While others may write unheard, a head that was seen longer ago is read again before it is used: one look is
    /// cheaper than an insert that is refused and the three looks after it.
    private static final long FRESH_NS = 50_000_000;

    private final RoomLog log;
    private final WriterConfig config;
    private final Confirmations confirmations;
    private final BooleanSupplier hearsOfHeads;
    private final ScheduledExecutorService timer;
    private final Map<String, WriteQueue> queues = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<WriteQueue> ready = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Thread> lanes = new ArrayList<>();

    /// `hearsOfHeads`: whether [#told] is called for every message of another replica. `handOn` is called once or more
    /// for every message found
    /// stored, before its sender is told; it must not block.
    public LogWriter(
            RoomLog log,
            WriterConfig config,
            Function<LogEntry, RoomEvent> handOn,
            WatchList watchList,
            BooleanSupplier hearsOfHeads,
            ScheduledExecutorService timer) {
        this.log = log;
        this.config = config;
        this.confirmations = new Confirmations(handOn, watchList);
        this.hearsOfHeads = hearsOfHeads;
        this.timer = timer;
        var _ = timer.scheduleWithFixedDelay(this::expire, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
        for (int i = 0; i < config.lanes(); i++) {
            lanes.add(Thread.ofVirtual().name("log-writer-", i).start(this::lane));
        }
    }

    /// Queues a message; what is appended to one room from one thread is stored in that order. Never blocks. The future
    /// fails with a [Refusal]: `conflict`, or `unavailable` at the deadline at the latest.
    public CompletableFuture<Appended> append(LogEntry entry) {
        Pending pending =
                new Pending(entry, System.nanoTime() + config.deadline().toNanos());
        if (waiting.incrementAndGet() > config.waiting()) {
            waiting.decrementAndGet();
            pending.result.completeExceptionally(Refusal.unavailable("too many messages wait to be stored; try again"));
            return pending.result;
        }
        var _ = pending.result.whenComplete((done, failure) -> waiting.decrementAndGet());
        // Inside compute, so that the sweep cannot forget the queue between look-up and add.
        queues.compute(entry.userId(), (userId, known) -> {
            WriteQueue queue = known == null ? new WriteQueue(userId) : known;
            if (queue.add(pending)) {
                ready.add(queue);
            }
            return queue;
        });
        return pending.result;
    }

    /// A head that another replica says it has moved, after its write was acknowledged by a majority.
    void told(String userId, long head) {
        WriteQueue queue = queues.get(userId);
        if (queue != null) {
            queue.told(head);
        }
    }

    /// Messages that wait for their confirmation.
    int waiting() {
        return waiting.get();
    }

    private void lane() {
        List<WriteQueue> held = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            held.clear();
            try {
                held.add(ready.take());
            } catch (InterruptedException e) {
                return;
            }
            ready.drainTo(held, config.rooms() - 1);
            try {
                store(held);
            } catch (Throwable e) {
                // An Error too: a replica without its lanes would look well and store nothing.
                LOG.error("a lane of the log writer failed; its rooms go on", e);
                held.forEach(queue -> {
                    if (queue.recover()) {
                        inAWhile(queue, () -> ready.add(queue));
                    }
                });
            }
        }
    }

    private void store(List<WriteQueue> held) {
        Map<WriteQueue, List<Pending>> runs = new LinkedHashMap<>();
        for (WriteQueue queue : held) {
            List<Pending> run = queue.take(config.run());
            if (run.isEmpty()) {
                release(queue);
            } else {
                runs.put(queue, run);
            }
        }
        if (runs.isEmpty()) {
            return;
        }
        if (!learnHeads(runs)) {
            return;
        }
        Map<WriteQueue, List<Pending>> singles = new LinkedHashMap<>();
        runs.forEach((queue, run) -> {
            if (run.size() == 1) {
                singles.put(queue, run);
            }
        });
        if (!singles.isEmpty()) {
            insert(singles, false);
        }
        runs.forEach((queue, run) -> {
            if (run.size() > 1) {
                insert(Map.of(queue, run), true);
            }
        });
    }

    private boolean learnHeads(Map<WriteQueue, List<Pending>> runs) {
        List<String> unknown = new ArrayList<>();
        boolean hears = hearsOfHeads.getAsBoolean();
        for (WriteQueue queue : runs.keySet()) {
            if (queue.head() == WriteQueue.UNKNOWN || (!hears && queue.olderThan(FRESH_NS))) {
                unknown.add(queue.userId);
            }
        }
        if (unknown.isEmpty()) {
            return true;
        }
        Map<String, Long> heads;
        try {
            heads = log.heads(unknown);
        } catch (RuntimeException e) {
            runs.forEach(this::later);
            return false;
        }
        for (WriteQueue queue : runs.keySet()) {
            Long head = heads.get(queue.userId);
            if (head != null) {
                queue.head(Math.max(head, queue.head()));
            } else if (queue.head() == WriteQueue.UNKNOWN) {
                queue.head(0);
            }
        }
        return true;
    }

    private void insert(Map<WriteQueue, List<Pending>> taken, boolean ordered) {
        List<LogEntry> entries = new ArrayList<>();
        Map<WriteQueue, List<Pending>> runs = new LinkedHashMap<>();
        taken.forEach((queue, run) -> {
            List<Pending> tried = new ArrayList<>(run.size());
            long seq = queue.head();
            for (Pending pending : run) {
                // First the number, then the look whether it was refused; the sweep refuses first, then looks for the
                // number. So nothing is tried that was refused without being watched.
                pending.triedSeq = seq + 1;
                if (!pending.result.isDone()) {
                    entries.add(pending.entry.withSeq(++seq));
                    tried.add(pending);
                }
            }
            if (tried.isEmpty()) {
                release(queue);
            } else {
                runs.put(queue, tried);
            }
        });
        if (runs.isEmpty()) {
            return;
        }
        try {
            log.insert(entries, ordered);
        } catch (RuntimeException e) {
            LOG.debugf("an insert of %d messages failed (%s); asking the log", entries.size(), e.getClass());
            settleByAsking(runs);
            return;
        }
        int next = 0;
        for (Map.Entry<WriteQueue, List<Pending>> run : runs.entrySet()) {
            for (Pending pending : run.getValue()) {
                confirmations.stored(pending, entries.get(next++));
            }
            run.getKey().head(entries.get(next - 1).seq());
            run.getKey().succeeded();
            release(run.getKey());
        }
    }

    private void settleByAsking(Map<WriteQueue, List<Pending>> runs) {
        Enquiry enquiry;
        try {
            enquiry = Enquiry.of(log, runs);
        } catch (RuntimeException e) {
            runs.keySet().forEach(queue -> queue.head(WriteQueue.UNKNOWN));
            runs.forEach(this::later);
            return;
        }
        runs.forEach((queue, run) -> settle(queue, run, enquiry));
    }

    private void settle(WriteQueue queue, List<Pending> run, Enquiry enquiry) {
        long head = enquiry.head(queue, run);
        boolean moved = head > queue.head();
        List<Pending> left = new ArrayList<>();
        for (Pending pending : run) {
            LogEntry own = enquiry.own(pending);
            LogEntry earlier = enquiry.earlier(pending);
            if (own != null) {
                confirmations.stored(pending, own);
                moved = true;
            } else if (earlier != null) {
                confirmations.repeated(pending, earlier);
                moved = true;
            } else {
                left.add(pending);
            }
        }
        // A read may lag behind what was already seen; the number never goes back below that.
        queue.head(Math.max(head, queue.head()));
        if (left.isEmpty()) {
            queue.succeeded();
            release(queue);
        } else if (moved) {
            queue.putBack(left);
            release(queue);
        } else {
            // Refused, and yet nothing to see: wait with jitter, ask again.
            later(queue, left);
        }
    }

    private void later(WriteQueue queue, List<Pending> run) {
        queue.putBack(run);
        inAWhile(queue, () -> release(queue));
    }

    private void inAWhile(WriteQueue queue, Runnable then) {
        long bound = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS << Math.min(queue.failed(), 6));
        long wait = ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
        try {
            var _ = timer.schedule(then, wait, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            LOG.debug("stopping: a room is not tried again");
        }
    }

    private void release(WriteQueue queue) {
        if (queue.release()) {
            ready.add(queue);
        }
    }

    /// Refuses what is over its deadline, wherever it waits; what was tried goes on the watch list.
    private void expire() {
        try {
            long now = System.nanoTime();
            for (WriteQueue queue : queues.values()) {
                queue.overdue(now).forEach(confirmations::refuse);
            }
            if (queues.size() > config.rememberedRooms()) {
                for (String userId : new HashSet<>(queues.keySet())) {
                    queues.computeIfPresent(userId, (id, queue) -> queue.idle() ? null : queue);
                }
            }
        } catch (Throwable e) {
            // The timer would not call again.
            LOG.error("the sweep over waiting messages failed", e);
        }
    }

    @Override
    public void close() {
        lanes.forEach(Thread::interrupt);
    }
}
