package io.postroom.room;

import io.postroom.protocol.ReportDraft;
import io.postroom.protocol.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A log in memory that stores at once, for tests of everything around it. Tests may remove from it, hide its end, and
/// take it away.
class MemoryRoomLog implements RoomLog {
    private final Map<String, TreeMap<Long, LogEntry>> rooms = new HashMap<>();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger headsRead = new AtomicInteger();
    private final AtomicLong hidden = new AtomicLong();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile boolean away;
    private volatile long shownUpTo = Long.MAX_VALUE;

    static LogEntry message(String id, String userId, String sender) {
        ReportDraft draft = new ReportDraft(userId, null, null, null, "title", "text of " + id, Status.Info, null);
        return LogEntry.of(id, draft, sender, Instant.EPOCH);
    }

    /// Stored by some replica that tells nobody. The number it got.
    synchronized long storeUntold(String userId) {
        TreeMap<Long, LogEntry> room = room(userId);
        long seq = room.isEmpty() ? 1 : room.lastKey() + 1;
        room.put(seq, message("untold-" + seq, userId, "somebody").withSeq(seq));
        return seq;
    }

    void storeUntold(String userId, int count) {
        for (int i = 0; i < count; i++) {
            storeUntold(userId);
        }
    }

    synchronized void remove(String userId, long seq) {
        room(userId).remove(seq);
    }

    /// Reads show the past: nothing above this number.
    void showUpTo(long seq) {
        shownUpTo = seq;
    }

    /// The next page lacks this number, if it would have been there.
    void hideOnce(long seq) {
        hidden.set(seq);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /// So many of the next operations end with an Error, which is no exception of a store.
    void errors(int count) {
        errors.set(count);
    }

    boolean errorsToCome() {
        return errors.get() > 0;
    }

    int pagesRead() {
        return pages.get();
    }

    int headsRead() {
        return headsRead.get();
    }

    private TreeMap<Long, LogEntry> room(String userId) {
        return rooms.computeIfAbsent(userId, id -> new TreeMap<>());
    }

    private void answer() {
        if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new LinkageError("of a test");
        }
        if (away) {
            throw new IllegalStateException("no answer");
        }
    }

    @Override
    public synchronized void insert(List<LogEntry> entries, boolean ordered) {
        answer();
        for (LogEntry entry : entries) {
            if (room(entry.userId()).putIfAbsent(entry.seq(), entry) != null) {
                throw new IllegalStateException("duplicate key");
            }
        }
    }

    @Override
    public synchronized Map<String, LogEntry> byIds(Collection<String> ids) {
        answer();
        Map<String, LogEntry> found = new HashMap<>();
        rooms.values()
                .forEach(room -> room.values().forEach(entry -> {
                    if (ids.contains(entry.id())) {
                        found.put(entry.id(), entry);
                    }
                }));
        return found;
    }

    @Override
    public @Nullable LogEntry byKey(String userId, String sentBy, String clientMessageId) {
        answer();
        return null;
    }

    @Override
    public synchronized Map<String, Long> heads(Collection<String> userIds) {
        answer();
        headsRead.incrementAndGet();
        Map<String, Long> heads = new HashMap<>();
        for (String userId : userIds) {
            Long head = room(userId).floorKey(shownUpTo);
            if (head != null) {
                heads.put(userId, head);
            }
        }
        return heads;
    }

    @Override
    public synchronized List<LogEntry> after(String userId, long after, int limit) {
        answer();
        pages.incrementAndGet();
        if (after >= shownUpTo) {
            return List.of();
        }
        long lacking = hidden.getAndSet(0);
        return room(userId).subMap(after, false, shownUpTo, true).values().stream()
                .filter(entry -> entry.seq() != lacking)
                .limit(limit)
                .toList();
    }
}
