package io.postroom.room;

/// What became of an append: the message as it stands in the log, and whether it had stood there before (a repetition).
public record Appended(LogEntry entry, boolean repeated) {}
