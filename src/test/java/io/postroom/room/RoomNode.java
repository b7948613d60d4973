package io.postroom.room;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A replica's rooms and writer, without doors.
final class RoomNode implements AutoCloseable {
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("node-timer").factory());
    final RoomMeters meters = new RoomMeters(new SimpleMeterRegistry());
    final LocalAdapter adapter;
    final Rooms rooms;
    final WatchList watchList;
    final LogWriter writer;
    /// While set, the people of a message cannot be looked up.
    final AtomicBoolean peopleAway = new AtomicBoolean();

    RoomNode(LocalWire wire, RoomLog log, ReplicaBoard board, Duration deadline) {
        adapter = wire.node();
        rooms = new Rooms(adapter, log, this::encode, board, virtual, timer, meters, session -> {});
        watchList = new WatchList(log, Duration.ofSeconds(60), rooms::handOn);
        writer = new LogWriter(
                log, new TestWriterConfig(deadline), rooms::handOn, watchList, rooms::hearsOfHeads, timer);
        rooms.tellHeads(writer);
        rooms.start();
    }

    private List<RoomEvent> encode(List<LogEntry> entries) {
        if (peopleAway.get()) {
            throw new IllegalStateException("no answer");
        }
        return entries.stream()
                .map(entry -> new RoomEvent(entry.seq(), '"' + entry.id() + '"'))
                .toList();
    }

    Joined join(String userId, Outlet outlet, @Nullable Long after) {
        Joined joined = new Joined();
        joined.member = rooms.join(userId, outlet, after, joined);
        return joined;
    }

    CompletableFuture<Appended> append(String id, String userId) {
        return writer.append(MemoryRoomLog.message(id, userId, "admin"));
    }

    @Override
    public void close() {
        writer.close();
        timer.shutdownNow();
        adapter.close();
        virtual.shutdownNow();
    }

    /// What a join was answered, in words.
    final class Joined implements Member.Joining {
        private final List<String> answers = new CopyOnWriteArrayList<>();

        @Nullable
        Member member;

        @Override
        public void joined(Member who, long seq) {
            answers.add("joined " + seq);
        }

        @Override
        public void resync(Member who, long head) {
            rooms.leave(who);
            answers.add("resync " + head);
        }

        @Override
        public void failed(Member who, RuntimeException failure) {
            rooms.leave(who);
            answers.add("failed " + failure.getMessage());
        }

        List<String> answers() {
            return answers;
        }
    }
}
