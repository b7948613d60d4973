package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// What an admin asks to be sent, checked: lengths are UTF-16 code units, texts are kept as sent, `""` in an optional
/// field is not set. The constructor refuses what the contract refuses, naming the field, whichever door it came by.
public record ReportDraft(
        String userId,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable String invoiceId,
        String title,
        String message,
        Status status,
        @Nullable String clientMessageId) {
    public static final int TITLE_MAX = 200;
    public static final int MESSAGE_MAX = 2000;
    /// Ids of orders, payments, invoices and the client's own message id: enough for any id seen, small enough to
    /// index.
    public static final int REFERENCE_MAX = 200;

    public static ReportDraft of(
            @Nullable String userId,
            @Nullable String orderId,
            @Nullable String paymentId,
            @Nullable String invoiceId,
            @Nullable String title,
            @Nullable String message,
            @Nullable String status,
            @Nullable String clientMessageId) {
        return new ReportDraft(
                Ids.parse(userId, "userId"),
                reference(orderId, "orderId"),
                reference(paymentId, "paymentId"),
                reference(invoiceId, "invoiceId"),
                text(title, "title", TITLE_MAX),
                text(message, "message", MESSAGE_MAX),
                Status.parse(status),
                key(clientMessageId));
    }

    private static @Nullable String reference(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > REFERENCE_MAX) {
            throw Refusal.invalid(field, field + " must have at most " + REFERENCE_MAX + " characters");
        }
        return value;
    }

    private static String text(@Nullable String value, String field, int max) {
        if (value == null) {
            throw Refusal.invalid(field, field + " is required");
        }
        if (value.isBlank()) {
            throw Refusal.invalid(field, field + " must not be blank");
        }
        if (value.length() > max) {
            throw Refusal.invalid(field, field + " must have at most " + max + " characters");
        }
        return value;
    }

    private static @Nullable String key(@Nullable String value) {
        if (value != null && (value.isEmpty() || value.length() > REFERENCE_MAX)) {
            throw Refusal.invalid("clientMessageId", "clientMessageId must have 1 to " + REFERENCE_MAX + " characters");
        }
        return value;
    }
}
