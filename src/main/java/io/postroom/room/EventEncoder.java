package io.postroom.room;

import java.util.List;

/// Turns log entries into what members see; the report package populates the people. May block: never called from
/// fan-out.
public interface EventEncoder {
    List<RoomEvent> encode(List<LogEntry> entries);
}
