package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// The one exception for what is refused. Its message is meant for the caller and never holds a secret or the refused
/// value; `field` names the field at fault where there is one. It has no stack trace: it is an answer, not a defect.
public class Refusal extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String field;

    public Refusal(ErrorCode code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    public static Refusal invalid(@Nullable String field, String message) {
        return new Refusal(ErrorCode.INVALID, message, field);
    }

    public static Refusal unauthorized(String message) {
        return new Refusal(ErrorCode.UNAUTHORIZED, message, null);
    }

    public static Refusal forbidden(String message) {
        return new Refusal(ErrorCode.FORBIDDEN, message, null);
    }

    public static Refusal notFound(String message) {
        return new Refusal(ErrorCode.NOT_FOUND, message, null);
    }

    public static Refusal conflict(String message) {
        return new Refusal(ErrorCode.CONFLICT, message, null);
    }

    public static Refusal rateLimited(String message) {
        return new Refusal(ErrorCode.RATE_LIMITED, message, null);
    }

    public static Refusal unavailable(String message) {
        return new Refusal(ErrorCode.UNAVAILABLE, message, null);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    /// As the log tells it: code, field where there is one, text.
    public String told() {
        return code.word() + (field == null ? "" : ", field " + field) + ": " + getMessage();
    }

    /// Never null here.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
