package io.postroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Why something was refused: the same word at every door. It says nothing of the connection, which lives on.
@RegisterForReflection
public enum ErrorCode {
    INVALID("invalid"),
    UNAUTHORIZED("unauthorized"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("notFound"),
    CONFLICT("conflict"),
    TOO_LARGE("tooLarge"),
    RATE_LIMITED("rateLimited"),
    UNAVAILABLE("unavailable"),
    INTERNAL("internal");

    private final String word;

    ErrorCode(String word) {
        this.word = word;
    }

    /// The word on the wire.
    @JsonValue
    public String word() {
        return word;
    }
}
