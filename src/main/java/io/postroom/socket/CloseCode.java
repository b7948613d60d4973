package io.postroom.socket;

import io.quarkus.websockets.next.CloseReason;

/// Why a connection ends: another vocabulary than that of error codes, with which it lives on.
enum CloseCode {
    TOO_LARGE(1009, "frame too large, do not repeat it"),
    GOING_AWAY(4001, "going away"),
    TOO_MUCH(4002, "too fast or too many, come back later"),
    STALLED(4003, "nothing taken and nothing said"),
    TOKEN_ENDED(4401, "token ended, come back with a new one");

    private final CloseReason reason;

    CloseCode(int code, String text) {
        reason = new CloseReason(code, text);
    }

    CloseReason reason() {
        return reason;
    }
}
