package io.postroom.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// What a refusal looks like over HTTP (RFC 9457): `code` is the word of every door, `field` names what is at fault.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        int status,
        String title,
        String detail,
        ErrorCode code,
        @Nullable String field) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Refusal refusal) {
        return new Problem(
                status(refusal.code()), title(refusal.code()), refusal.getMessage(), refusal.code(), refusal.field());
    }

    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case RATE_LIMITED -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    static String title(ErrorCode code) {
        return switch (code) {
            case INVALID -> "The request is not valid";
            case UNAUTHORIZED -> "Unauthorized";
            case FORBIDDEN -> "This is not allowed to you";
            case NOT_FOUND -> "There is no such thing";
            case CONFLICT -> "This contradicts what is stored";
            case TOO_LARGE -> "The request is too large";
            case RATE_LIMITED -> "Too many requests";
            case INTERNAL -> "Something went wrong here";
            case UNAVAILABLE -> "Not available at the moment";
        };
    }
}
