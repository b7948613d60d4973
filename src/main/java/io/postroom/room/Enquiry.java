package io.postroom.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the log says, by majority, of messages whose insert failed: first whether the `_id` is there, then the
/// idempotency key, then where the heads are. In this order: what is found by an earlier question cannot change any
/// more, and a head that was read last is above all that was found.
record Enquiry(Map<String, LogEntry> found, Map<Pending, LogEntry> first, Map<String, Long> heads) {

    /// Asks; throws what the log throws.
    static Enquiry of(RoomLog log, Map<WriteQueue, List<Pending>> runs) {
        List<String> ids = new ArrayList<>();
        runs.values().forEach(run -> run.forEach(pending -> ids.add(pending.entry.id())));
        Map<String, LogEntry> found = log.byIds(ids);
        Map<Pending, LogEntry> first = new HashMap<>();
        Set<String> unsettled = new HashSet<>();
        runs.forEach((queue, run) -> {
            for (Pending pending : run) {
                if (!found.containsKey(pending.entry.id())) {
                    LogEntry earlier = byKey(log, pending.entry);
                    if (earlier != null) {
                        first.put(pending, earlier);
                    }
                    unsettled.add(queue.userId);
                }
            }
        });
        return new Enquiry(found, first, log.heads(unsettled));
    }

    /// Without a key of its own a message can have no earlier one.
    private static @Nullable LogEntry byKey(RoomLog log, LogEntry entry) {
        return entry.clientMessageId().equals(entry.id())
                ? null
                : log.byKey(entry.userId(), entry.sentBy(), entry.clientMessageId());
    }

    /// The message itself, if it was stored after all.
    @Nullable
    LogEntry own(Pending pending) {
        return found.get(pending.entry.id());
    }

    /// Another message of the same sender that had its key before.
    @Nullable
    LogEntry earlier(Pending pending) {
        return first.get(pending);
    }

    /// The highest number seen in a room: its head, or what was found of this run.
    long head(WriteQueue queue, List<Pending> run) {
        long head = heads.getOrDefault(queue.userId, 0L);
        for (Pending pending : run) {
            LogEntry own = own(pending);
            head = own == null ? head : Math.max(head, own.seq());
        }
        return head;
    }
}
