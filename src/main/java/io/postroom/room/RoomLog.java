package io.postroom.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The log that rooms are read from and written to. All reads see what a majority of the store has and nothing else;
/// every method blocks, for no longer than the store's time limits, and throws an unchecked exception when the store
/// gives no answer. Any thread.
public interface RoomLog {
    /// Stores the entries, each with its number. Returning means all of them are stored for good; an exception means
    /// that nothing is known of any of them. `ordered`: none is stored after one that was not.
    void insert(List<LogEntry> entries, boolean ordered);

    /// Those of the ids that are stored, by id.
    Map<String, LogEntry> byIds(Collection<String> ids);

    /// The message that has this idempotency key.
    @Nullable
    LogEntry byKey(String userId, String sentBy, String clientMessageId);

    /// The highest number of each room; a room without messages may be missing.
    Map<String, Long> heads(Collection<String> userIds);

    /// Up to `limit` entries with a number above `after`, ascending.
    List<LogEntry> after(String userId, long after, int limit);
}
