package io.postroom.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Messages that were refused as `unavailable` while a write of them may still be under way. Each is looked for until
/// it is found (and handed on like any other), its number was taken by another, or the store has answered for a minute
/// without it. [#look] blocks and is called every second by one virtual thread. Only ids and numbers are kept, some 200
/// bytes each: a store that reads but does not write makes many of them.
public final class WatchList {
    private static final int A_QUERY = 1000;
    /// Two looks that are further apart say nothing of the time between: the store may have been away.
    private static final long BETWEEN_LOOKS_MAX = Duration.ofSeconds(2).toNanos();

    private final RoomLog log;
    private final Consumer<LogEntry> handOn;
    private final long patience;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private long lookedAt = System.nanoTime();

    private record Watched(String id, String userId, long triedSeq, long answeredFor) {}

    public WatchList(RoomLog log, Duration patience, Consumer<LogEntry> handOn) {
        this.log = log;
        this.handOn = handOn;
        this.patience = patience.toNanos();
    }

    void add(LogEntry entry, long triedSeq) {
        watched.put(entry.id(), new Watched(entry.id(), entry.userId(), triedSeq, 0));
    }

    void remove(String id) {
        watched.remove(id);
    }

    public int size() {
        return watched.size();
    }

    /// One round; throws what the log throws when the store does not answer.
    public void look() {
        List<Watched> round = new ArrayList<>(watched.values());
        for (int from = 0; from < round.size(); from += A_QUERY) {
            look(round.subList(from, Math.min(round.size(), from + A_QUERY)));
        }
        lookedAt = System.nanoTime();
    }

    private void look(List<Watched> round) {
        // The heads first: a number that is taken now, by a message that is not ours, can never become ours afterwards.
        Map<String, Long> heads = log.heads(round.stream().map(Watched::userId).collect(Collectors.toSet()));
        Map<String, LogEntry> found = log.byIds(round.stream().map(Watched::id).toList());
        long sinceLast = Math.min(System.nanoTime() - lookedAt, BETWEEN_LOOKS_MAX);
        for (Watched one : round) {
            LogEntry stored = found.get(one.id());
            if (stored != null) {
                // First told, then forgotten: telling may fail, and is then done again.
                handOn.accept(stored);
                watched.remove(one.id());
            } else if (heads.getOrDefault(one.userId(), 0L) >= one.triedSeq()) {
                watched.remove(one.id(), one);
            } else if (one.answeredFor() > patience) {
                watched.remove(one.id(), one);
            } else {
                watched.replace(
                        one.id(),
                        one,
                        new Watched(one.id(), one.userId(), one.triedSeq(), one.answeredFor() + sinceLast));
            }
        }
    }
}
