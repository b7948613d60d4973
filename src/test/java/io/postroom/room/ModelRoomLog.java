package io.postroom.room;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one replica sees of a [ModelStore]: reads show what a majority has, at times only what it had a while ago (but
/// never less than this replica has seen before: a driver does not go back to a primary that it knows to be replaced),
/// and at times they fail.
class ModelRoomLog implements RoomLog {
    private static final long STALE_AT_MOST_NS = TimeUnit.MILLISECONDS.toNanos(100);

    final ModelStore store;
    private int seen;
    private long staleUntil = System.nanoTime();

    ModelRoomLog(ModelStore store) {
        this.store = store;
    }

    /// What a read sees; throws when it gets no answer.
    synchronized List<LogEntry> visible() {
        if (store.chance() < 0.03) {
            throw new ModelStore.NoAnswer();
        }
        if (System.nanoTime() - staleUntil >= 0) {
            seen = store.committed();
            if (store.chance() < 0.05) {
                staleUntil = System.nanoTime() + (long) (STALE_AT_MOST_NS * store.chance());
            }
        }
        return store.first(seen);
    }

    @Override
    public void insert(List<LogEntry> entries, boolean ordered) {
        store.insert(entries, ordered);
    }

    @Override
    public Map<String, LogEntry> byIds(Collection<String> ids) {
        return visible().stream()
                .filter(entry -> ids.contains(entry.id()))
                .collect(Collectors.toMap(LogEntry::id, entry -> entry));
    }

    @Override
    public @Nullable LogEntry byKey(String userId, String sentBy, String clientMessageId) {
        return visible().stream()
                .filter(entry -> entry.userId().equals(userId)
                        && entry.sentBy().equals(sentBy)
                        && entry.clientMessageId().equals(clientMessageId))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Map<String, Long> heads(Collection<String> userIds) {
        return headsOf(visible(), userIds);
    }

    static Map<String, Long> headsOf(List<LogEntry> entries, Collection<String> userIds) {
        Map<String, Long> heads = new HashMap<>();
        entries.stream()
                .filter(entry -> userIds.contains(entry.userId()))
                .forEach(entry -> heads.merge(entry.userId(), entry.seq(), Math::max));
        return heads;
    }

    @Override
    public List<LogEntry> after(String userId, long after, int limit) {
        return visible().stream()
                .filter(entry -> entry.userId().equals(userId) && entry.seq() > after)
                .sorted(Comparator.comparingLong(LogEntry::seq))
                .limit(limit)
                .toList();
    }
}
