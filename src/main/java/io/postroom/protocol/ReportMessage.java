package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A report message as it leaves the service: `userId` and `sentBy` populated with public fields.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportMessage(
        @JsonProperty("_id") String id,
        long seq,
        Person userId,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable String invoiceId,
        String title,
        String message,
        Status status,
        Sender sentBy,
        @JsonProperty("isRead") boolean isRead,
        @Nullable Instant readAt,
        @Nullable Instant deliveredAt,
        Instant createdAt) {}
