package io.postroom.rest;

import io.postroom.protocol.Refusal;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of query parameters, refused with the parameter's name.
final class QueryValues {
    private static final int LIMIT_DEFAULT = 50;
    /// As much as one page can show; a client that wants more asks again.
    private static final int LIMIT_MAX = 100;

    private QueryValues() {}

    /// Refuses a value that is there and empty: as a parameter of a method it could not be told from a missing one.
    static void filled(UriInfo uri, String... names) {
        for (String name : names) {
            if (uri.getQueryParameters().getOrDefault(name, List.of()).contains("")) {
                throw Refusal.invalid(name, name + " must not be empty");
            }
        }
    }

    /// Refuses a value that is given twice: of two filters none must be dropped without a word.
    static void once(UriInfo uri, String... names) {
        for (String name : names) {
            if (uri.getQueryParameters().getOrDefault(name, List.of()).size() > 1) {
                throw Refusal.invalid(name, name + " stands twice");
            }
        }
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        Long limit = number("limit", text);
        if (limit == null || limit < 1 || limit > LIMIT_MAX) {
            throw Refusal.invalid("limit", "limit must be 1 to " + LIMIT_MAX);
        }
        return limit.intValue();
    }

    static @Nullable Long number(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.isEmpty() || text.length() > 16 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.invalid(name, name + " must be a whole number, 0 or more");
        }
        return Long.valueOf(text);
    }

    static @Nullable Boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid(name, name + " must be true or false");
        };
    }
}
