package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server says over a typed socket, `type` first. A `message` is written once as JSON and put in as it is.
@RegisterForReflection
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.ReceiveReportMessage.class, name = "receiveReportMessage"),
    @JsonSubTypes.Type(value = ServerFrame.UserRoomJoined.class, name = "userRoomJoined"),
    @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = ServerFrame.ReportMessageSent.class, name = "reportMessageSent"),
    @JsonSubTypes.Type(value = ServerFrame.ReportMessagesDelivered.class, name = "reportMessagesDelivered"),
    @JsonSubTypes.Type(value = ServerFrame.ReportMessagesRead.class, name = "reportMessagesRead"),
    @JsonSubTypes.Type(value = ServerFrame.StateStale.class, name = "stateStale"),
    @JsonSubTypes.Type(value = ServerFrame.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = ServerFrame.Done.class, name = "done"),
    @JsonSubTypes.Type(value = ServerFrame.Error.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.GoingAway.class, name = "goingAway"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

    @RegisterForReflection
    record Limits(int frame, int title, int message, int sendsInFlight) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(ErrorCode code, String message, @Nullable String field) {
        public static Failure of(Refusal refusal) {
            return new Failure(refusal.code(), refusal.getMessage(), refusal.field());
        }
    }

    @RegisterForReflection
    record Welcome(String role, String id, String log, Limits limits, long heartbeatMs) implements ServerFrame {}

    @RegisterForReflection
    record ReceiveReportMessage(
            long seq, boolean success, @JsonRawValue String message) implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserRoomJoined(@Nullable String ref, String userId, long seq, long unread) implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resync(@Nullable String ref, String userId, long seq) implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReportMessageSent(
            @Nullable String ref,
            boolean success,
            @JsonRawValue @Nullable String message,
            @Nullable Failure error) implements ServerFrame {
        public static ReportMessageSent stored(@Nullable String ref, String message) {
            return new ReportMessageSent(ref, true, message, null);
        }

        public static ReportMessageSent refused(@Nullable String ref, Refusal refusal) {
            return new ReportMessageSent(ref, false, null, Failure.of(refusal));
        }
    }

    @RegisterForReflection
    record ReportMessagesDelivered(String userId, long upTo, Instant deliveredAt) implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReportMessagesRead(
            String userId,
            @Nullable List<String> messageIds,
            @Nullable Long upTo,
            Instant readAt,
            long seq,
            long unread)
            implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateStale(@Nullable String userId, long withinMs) implements ServerFrame {}

    @RegisterForReflection
    record Heartbeat() implements ServerFrame {}

    @RegisterForReflection
    record Done(String ref) implements ServerFrame {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Error(
            @Nullable String ref,
            ErrorCode code,
            String message,
            @Nullable String field) implements ServerFrame {
        public static Error of(@Nullable String ref, Refusal refusal) {
            return new Error(ref, refusal.code(), refusal.getMessage(), refusal.field());
        }
    }

    @RegisterForReflection
    record GoingAway(long reconnectWithinMs) implements ServerFrame {}
}
