package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.protocol.ReportDraft;
import io.postroom.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/// Two replicas write to the same rooms of a [ModelStore], whose faults no store in a test can be made to show. And the
/// same with writers that see the log as they must not: the check has to find them out.
class LogWriterModelTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);
    /// The writer's sweep, and a machine that has other things to do.
    private static final Duration ANSWERED_WITHIN = DEADLINE.plusMillis(250 + 1500);
    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final List<String> ROOMS = List.of("room-a", "room-b");
    private static final int SENDERS = 4;
    private static final int MESSAGES = 14;
    private static final int ROUNDS = 4;
    private static final int SEEDS_FOR_A_BROKEN_ONE = 25;

    private final AtomicInteger ids = new AtomicInteger();
    private final List<LogWriter> writers = new CopyOnWriteArrayList<>();

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatIsConfirmedIsCommittedOnceInOrderAndWithoutAHole(@ForAll long seed) {
        assertThat(violations(seed, ModelRoomLog::new)).isEmpty();
    }

    @Example
    void aHeadReadWithoutMajorityIsFoundOut() {
        assertFoundOut("a hole", store -> new ModelRoomLog(store) {
            @Override
            public Map<String, Long> heads(Collection<String> userIds) {
                return headsOf(store.dirty(), userIds);
            }
        });
    }

    @Example
    void aGuessedHeadIsFoundOut() {
        assertFoundOut("a hole", store -> new ModelRoomLog(store) {
            /// The message whose answer was lost will have been stored, or so it thinks.
            private final Map<String, Long> tried = new ConcurrentHashMap<>();

            @Override
            public void insert(List<LogEntry> entries, boolean ordered) {
                entries.forEach(entry -> tried.merge(entry.userId(), entry.seq(), Math::max));
                super.insert(entries, ordered);
            }

            @Override
            public Map<String, Long> heads(Collection<String> userIds) {
                Map<String, Long> heads = super.heads(userIds);
                userIds.forEach(id -> heads.merge(id, tried.getOrDefault(id, 0L), Math::max));
                return heads;
            }
        });
    }

    @Example
    void anIdFoundWithoutMajorityIsFoundOut() {
        assertFoundOut("not committed", store -> new ModelRoomLog(store) {
            @Override
            public Map<String, LogEntry> byIds(Collection<String> wanted) {
                return store.dirty().stream()
                        .filter(entry -> wanted.contains(entry.id()))
                        .collect(Collectors.toMap(LogEntry::id, entry -> entry));
            }
        });
    }

    @Example
    void aKeyThatIsNotLookedForIsFoundOut() {
        assertFoundOut("never confirmed", store -> new ModelRoomLog(store) {
            @Override
            public @Nullable LogEntry byKey(String userId, String sentBy, String clientMessageId) {
                return null;
            }
        });
    }

    @Example
    void aHeadToldBeforeItIsCommittedIsFoundOut() {
        assertFoundOut("a hole", store -> new ModelRoomLog(store) {
            @Override
            public void insert(List<LogEntry> entries, boolean ordered) {
                entries.forEach(LogWriterModelTest.this::tell);
                super.insert(entries, ordered);
            }
        });
    }

    /// As a hint does: to all, also to who needs it not.
    private void tell(LogEntry entry) {
        writers.forEach(writer -> writer.told(entry.userId(), entry.seq()));
    }

    private void assertFoundOut(String how, Function<ModelStore, RoomLog> broken) {
        for (long seed = 1; seed <= SEEDS_FOR_A_BROKEN_ONE; seed++) {
            if (violations(seed, broken).stream().anyMatch(violation -> violation.contains(how))) {
                return;
            }
        }
        throw new AssertionError("nothing was found in " + SEEDS_FOR_A_BROKEN_ONE + " runs");
    }

    /// One run: senders on both replicas send without waiting, repeat what was refused on the other replica, repeat
    /// some that were confirmed; then the store is healed and everything is looked at.
    private List<String> violations(long seed, Function<ModelStore, RoomLog> logs) {
        ModelHistory history = new ModelHistory();
        try (ModelStore store = new ModelStore(seed);
                Replica one = new Replica(store, logs.apply(store), history);
                Replica two = new Replica(store, logs.apply(store), history)) {
            List<Replica> replicas = List.of(one, two);
            List<Sender> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new Sender("sender-" + i, replicas, i, new Random(seed * 31 + i), history));
            }
            List<CompletableFuture<Void>> done = senders.stream()
                    .map(sender -> CompletableFuture.runAsync(sender::send, one.virtual))
                    .toList();
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            store.heal();
            await().pollInterval(Duration.ofMillis(10)).until(() -> store.underWay() == 0);
            List<String> unconfirmed = new ArrayList<>();
            senders.forEach(sender -> unconfirmed.addAll(sender.sendTheRest()));
            await().pollInterval(Duration.ofMillis(10)).until(() -> one.watchList.size() + two.watchList.size() == 0);
            List<String> wrong = history.violations(store, ANSWERED_WITHIN);
            wrong.addAll(unconfirmed);
            return wrong;
        }
    }

    /// A replica's writer and watch list, and who is shown what it hands on.
    private final class Replica implements AutoCloseable {
        final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
        private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("model-timer").factory());
        final WatchList watchList;
        final LogWriter writer;

        private final ModelStore store;
        private final ModelHistory history;

        Replica(ModelStore store, RoomLog log, ModelHistory history) {
            this.store = store;
            this.history = history;
            watchList = new WatchList(log, PATIENCE, this::handOn);
            writer = new LogWriter(
                    log, new TestWriterConfig(DEADLINE), this::handOn, watchList, () -> store.chance() < 0.5, timer);
            writers.add(writer);
            timer.scheduleWithFixedDelay(this::look, 10, 10, TimeUnit.MILLISECONDS);
        }

        private RoomEvent handOn(LogEntry entry) {
            if (store.chance() < 0.02) {
                throw new ModelStore.NoAnswer(); // the people of the message cannot be looked up
            }
            history.handedOn(entry, store);
            if (store.chance() < 0.8) {
                tell(entry);
            }
            return new RoomEvent(entry.seq(), "{}");
        }

        private void look() {
            try {
                watchList.look();
            } catch (RuntimeException noAnswer) {
                // as every second in the product: the next look comes
            }
        }

        @Override
        public void close() {
            writers.remove(writer);
            writer.close();
            timer.shutdownNow();
            virtual.close();
        }
    }

    private final class Sender {
        private final String id;
        private final List<Replica> replicas;
        private final int home;
        private final Random random;
        private final ModelHistory history;
        private final List<CompletableFuture<Appended>> sent = new ArrayList<>();
        private final List<LogEntry> messages = new ArrayList<>();

        Sender(String id, List<Replica> replicas, int home, Random random, ModelHistory history) {
            this.id = id;
            this.replicas = replicas;
            this.home = home;
            this.random = random;
            this.history = history;
        }

        void send() {
            for (int i = 0; i < MESSAGES; i++) {
                LogEntry message = message(ROOMS.get(random.nextInt(ROOMS.size())), "key-" + i, "text " + i);
                messages.add(message);
                sent.add(append(home, message, i + 1));
                LockSupport.parkNanos(random.nextInt(30_000_000));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (int i = 0; i < MESSAGES; i++) {
                    boolean confirmed = confirmed(sent.get(i));
                    if (!confirmed || random.nextDouble() < 0.1) {
                        CompletableFuture<Appended> again = append(home + round, repetition(messages.get(i)), 0);
                        if (!confirmed) {
                            sent.set(i, again);
                        }
                    }
                    if (confirmed && random.nextDouble() < 0.05) {
                        LogEntry first = messages.get(i);
                        append(home + round, message(first.userId(), first.clientMessageId(), "another text"), 0);
                    }
                }
            }
            sent.forEach(this::confirmed);
        }

        /// Everything that is still not confirmed, with the store in order again.
        List<String> sendTheRest() {
            List<String> unconfirmed = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                if (!confirmed(sent.get(i)) && !confirmed(append(home, repetition(messages.get(i)), 0))) {
                    unconfirmed.add(
                            "never confirmed: " + id + ' ' + messages.get(i).clientMessageId());
                }
            }
            return unconfirmed;
        }

        private CompletableFuture<Appended> append(int replica, LogEntry message, int order) {
            long began = System.nanoTime();
            CompletableFuture<Appended> result =
                    replicas.get(replica % replicas.size()).writer.append(message);
            return result.whenComplete((appended, failure) -> history.answered(new ModelHistory.Answer(
                    new ModelHistory.Attempt(message, order),
                    appended,
                    failure,
                    Duration.ofNanos(System.nanoTime() - began))));
        }

        private boolean confirmed(CompletableFuture<Appended> result) {
            try {
                return result.orTimeout(ANSWERED_WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS)
                        .handle((appended, failure) -> appended != null)
                        .get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private LogEntry repetition(LogEntry first) {
            return message(first.userId(), first.clientMessageId(), first.message());
        }

        private LogEntry message(String room, String key, String text) {
            ReportDraft draft = new ReportDraft(room, null, null, null, "title", text, Status.Info, key);
            return LogEntry.of("id-" + ids.incrementAndGet(), draft, id, Instant.EPOCH);
        }
    }
}
