package io.postroom.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Messages that were refused as `unavailable` while a write of them may still be under way. Each is looked for until
/// it
/// is found (and handed on like any other), its number was taken by another, or the store has answered for a minute
/// without it. [#look] blocks and is called every second by one virtual thread.
public final class WatchList {
    private final RoomLog log;
    private final Consumer<LogEntry> handOn;
    private final long patience;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(LogEntry entry, long triedSeq, long answeredFrom) {}

    public WatchList(RoomLog log, Duration patience, Consumer<LogEntry> handOn) {
        this.log = log;
        this.handOn = handOn;
        this.patience = patience.toNanos();
    }

    void add(LogEntry entry, long triedSeq) {
        watched.put(entry.id(), new Watched(entry, triedSeq, Long.MIN_VALUE));
    }

    void remove(String id) {
        watched.remove(id);
    }

    public int size() {
        return watched.size();
    }

    /// One round; throws what the log throws when the store does not answer.
    public void look() {
        if (watched.isEmpty()) {
            return;
        }
        List<Watched> round = new ArrayList<>(watched.values());
        // The heads first: a number that is taken now, by a message that is not ours, can never become ours afterwards.
        Map<String, Long> heads =
                log.heads(round.stream().map(one -> one.entry().userId()).collect(Collectors.toSet()));
        Map<String, LogEntry> found =
                log.byIds(round.stream().map(one -> one.entry().id()).toList());
        long now = System.nanoTime();
        for (Watched one : round) {
            String id = one.entry().id();
            LogEntry stored = found.get(id);
            if (stored != null) {
                watched.remove(id);
                handOn.accept(stored);
            } else if (heads.getOrDefault(one.entry().userId(), 0L) >= one.triedSeq()) {
                watched.remove(id);
            } else if (one.answeredFrom() == Long.MIN_VALUE) {
                watched.replace(id, one, new Watched(one.entry(), one.triedSeq(), now));
            } else if (now - one.answeredFrom() > patience) {
                watched.remove(id);
            }
        }
    }
}
