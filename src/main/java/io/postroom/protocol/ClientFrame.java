package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// What a client may say over a typed socket. `ref` comes back in the one frame that answers.
public sealed interface ClientFrame {
    @Nullable
    String ref();

    /// `after`: the last seq the client has, 0 for the whole room, null to start at the head.
    record JoinUserRoom(
            @Nullable String ref, String userId, @Nullable Long after) implements ClientFrame {}

    record LeaveUserRoom(@Nullable String ref, String userId) implements ClientFrame {}

    record SendReportMessage(@Nullable String ref, ReportDraft draft) implements ClientFrame {}

    record MarkRead(@Nullable String ref, String messageId) implements ClientFrame {}

    /// `upTo` null: everything.
    record MarkAllRead(@Nullable String ref, @Nullable Long upTo) implements ClientFrame {}

    record Ack(@Nullable String ref, long seq) implements ClientFrame {}

    record RefreshToken(@Nullable String ref, String token) implements ClientFrame {}
}
