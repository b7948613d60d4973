package io.postroom.room;

import io.postroom.protocol.ReportDraft;
import io.postroom.protocol.Status;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A report message as it stands in the log of a room. `id` and `clientMessageId` (the idempotency key; the message's
/// own id where the sender gave none) are fixed before the first attempt to store it; `seq` is 0 until a number is
/// tried.
public record LogEntry(
        String id,
        String userId,
        long seq,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable String invoiceId,
        String title,
        String message,
        Status status,
        String sentBy,
        String clientMessageId,
        boolean isRead,
        @Nullable Instant readAt,
        @Nullable Instant deliveredAt,
        Instant createdAt) {

    /// A new message of `sentBy`, not stored yet.
    public static LogEntry of(String id, ReportDraft draft, String sentBy, Instant now) {
        String key = draft.clientMessageId() == null ? id : draft.clientMessageId();
        return new LogEntry(
                id,
                draft.userId(),
                0,
                draft.orderId(),
                draft.paymentId(),
                draft.invoiceId(),
                draft.title(),
                draft.message(),
                draft.status(),
                sentBy,
                key,
                false,
                null,
                null,
                now);
    }

    public LogEntry withSeq(long number) {
        return new LogEntry(
                id,
                userId,
                number,
                orderId,
                paymentId,
                invoiceId,
                title,
                message,
                status,
                sentBy,
                clientMessageId,
                isRead,
                readAt,
                deliveredAt,
                createdAt);
    }

    /// Whether a repetition says the same as the first.
    public boolean saysTheSameAs(LogEntry other) {
        return userId.equals(other.userId)
                && Objects.equals(orderId, other.orderId)
                && Objects.equals(paymentId, other.paymentId)
                && Objects.equals(invoiceId, other.invoiceId)
                && title.equals(other.title)
                && message.equals(other.message)
                && status == other.status;
    }
}
