package io.postroom.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A replicated store as far as the log of rooms can see it, with the faults that no store in a test can be made to
/// show: a write is applied at once and committed later, a fail-over takes back what was not committed, an answer is
/// lost, a write lands long after it was given up, and a node that does not know yet that it was replaced shows the
/// past. What was committed stays. From a seed.
final class ModelStore implements AutoCloseable {

    static final class NoAnswer extends RuntimeException {
        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    private static final long TURN_MS = 3;
    private static final int LATE_AT_MOST_MS = 300;
    private static final long COMMIT_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(60);

    private final Random random;
    private final List<LogEntry> applied = new ArrayList<>();
    private final Map<String, LogEntry> byId = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-store").factory());
    private int committed;
    private int turnsWithoutMajority;
    private int underWay;
    private int rollbacks;
    private boolean healed;

    ModelStore(long seed) {
        random = new Random(seed);
        clock.scheduleWithFixedDelay(this::turn, TURN_MS, TURN_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void turn() {
        if (turnsWithoutMajority > 0) {
            turnsWithoutMajority--;
            if (turnsWithoutMajority == 0 && random.nextBoolean()) {
                rollBack();
            }
        } else if (random.nextDouble() < 0.06 && !healed) {
            turnsWithoutMajority = 3 + random.nextInt(40);
        } else {
            committed = applied.size();
        }
        notifyAll();
    }

    private void rollBack() {
        List<LogEntry> lost = applied.subList(committed, applied.size());
        rollbacks += lost.isEmpty() ? 0 : 1;
        lost.forEach(entry -> {
            byId.remove(entry.id());
            taken.removeAll(keys(entry));
        });
        lost.clear();
    }

    /// No more faults; what is applied is committed, what is still under way lands.
    synchronized void heal() {
        healed = true;
        turnsWithoutMajority = 0;
    }

    /// Writes that were given up and have not landed yet.
    synchronized int underWay() {
        return underWay;
    }

    /// How often something was taken back.
    synchronized int rollbacks() {
        return rollbacks;
    }

    void insert(List<LogEntry> entries, boolean ordered) {
        double fate = chance();
        if (fate < 0.03) {
            throw new NoAnswer();
        }
        if (fate < 0.08) {
            landLater(entries, ordered);
            throw new NoAnswer();
        }
        synchronized (this) {
            List<LogEntry> mine = apply(entries, ordered);
            if (fate < 0.12) {
                throw new NoAnswer();
            }
            awaitMajority(mine);
            if (mine.size() < entries.size()) {
                throw new IllegalStateException("duplicate key");
            }
        }
    }

    private synchronized void landLater(List<LogEntry> entries, boolean ordered) {
        underWay++;
        Runnable landing = () -> {
            synchronized (this) {
                underWay--;
                apply(entries, ordered);
            }
        };
        clock.schedule(landing, 1 + random.nextInt(LATE_AT_MOST_MS), TimeUnit.MILLISECONDS);
    }

    private List<LogEntry> apply(List<LogEntry> entries, boolean ordered) {
        List<LogEntry> done = new ArrayList<>();
        for (LogEntry entry : entries) {
            List<String> keys = keys(entry);
            if (keys.stream().noneMatch(taken::contains)) {
                taken.addAll(keys);
                applied.add(entry);
                byId.put(entry.id(), entry);
                done.add(entry);
            } else if (ordered) {
                break;
            }
        }
        return done;
    }

    private void awaitMajority(List<LogEntry> mine) {
        long until = System.nanoTime() + COMMIT_TIMEOUT_NS;
        while (!mine.stream().allMatch(this::isCommitted)) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0 || mine.stream().anyMatch(entry -> byId.get(entry.id()) != entry)) {
                throw new NoAnswer();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NoAnswer();
            }
        }
    }

    private static List<String> keys(LogEntry entry) {
        return List.of(
                "id " + entry.id(),
                "seq " + entry.userId() + ' ' + entry.seq(),
                "key " + entry.userId() + ' ' + entry.sentBy() + ' ' + entry.clientMessageId());
    }

    /// Whether exactly this is stored for good.
    synchronized boolean isCommitted(LogEntry entry) {
        int at = applied.indexOf(entry);
        return at >= 0 && at < committed;
    }

    /// How many entries a majority has.
    synchronized int committed() {
        return committed;
    }

    /// The first `count` entries in the order in which they were applied.
    synchronized List<LogEntry> first(int count) {
        return List.copyOf(applied.subList(0, count));
    }

    /// What the primary has, whether a majority has it or not.
    synchronized List<LogEntry> dirty() {
        return List.copyOf(applied);
    }

    /// From 0 to 1 while there are faults; 1 afterwards.
    synchronized double chance() {
        return healed ? 1 : random.nextDouble();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
