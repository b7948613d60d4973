package io.postroom.report;

import io.postroom.room.LogEntry;

/// A message that is stored for good: the entry, the wire's JSON of it, and whether this was a repetition.
public record Sent(LogEntry entry, String message, boolean repeated) {}
