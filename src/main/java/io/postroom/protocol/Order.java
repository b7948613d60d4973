package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order of a user, as the system that owns it has it; `userId` is an id.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Order(
        @JsonProperty("_id") String id,
        String userId,
        @Nullable String paymentId,
        @Nullable String invoiceId,
        String status,
        Number total,
        Instant createdAt) {}
