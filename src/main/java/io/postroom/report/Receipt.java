package io.postroom.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a change to "read" answers: the time of reading (null if nothing changed and there is none), and what is
/// unread.
public record Receipt(@Nullable Instant readAt, long seq, long unread) {}
