package io.postroom.room;

import org.jspecify.annotations.Nullable;

/// What became of an append: the message as it stands in the log, and, for one stored now, the event that was handed
/// on; null for a repetition of one that had stood there before.
public record Appended(LogEntry entry, @Nullable RoomEvent event) {}
