package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// What kind of report a message is, spelt as on the wire and in the store.
public enum Status {
    Info,
    Warning,
    Issue,
    Summary;

    public static Status parse(@Nullable String text) {
        return switch (text) {
            case null -> throw Refusal.invalid("status", "status is required");
            case "Info" -> Info;
            case "Warning" -> Warning;
            case "Issue" -> Issue;
            case "Summary" -> Summary;
            default -> throw Refusal.invalid("status", "status must be one of Info, Warning, Issue, Summary");
        };
    }
}
