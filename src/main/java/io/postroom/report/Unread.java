package io.postroom.report;

/// How many messages of a room are unread up to a number.
public record Unread(long seq, long unread) {}
