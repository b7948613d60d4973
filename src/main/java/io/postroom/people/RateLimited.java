package io.postroom.people;

import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import java.time.Duration;

/// Too many attempts; says when the next one may be made.
public final class RateLimited extends Refusal {
    private final Duration retryAfter;

    RateLimited(String message, Duration retryAfter) {
        super(ErrorCode.RATE_LIMITED, message, null);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
