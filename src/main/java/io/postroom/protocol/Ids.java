package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// Ids of people, orders and messages: 24 hex digits, lower case inside and on the way out.
public final class Ids {
    private static final int LENGTH = 24;

    private Ids() {}

    public static boolean isId(@Nullable String text) {
        if (text == null || text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /// The id in lower case; upper case on the way in is the same id. Refused as `invalid` with the field otherwise.
    public static String parse(@Nullable String text, String field) {
        if (text == null) {
            throw Refusal.invalid(field, field + " is required");
        }
        if (!isId(text)) {
            throw Refusal.invalid(field, field + " must be 24 hex digits");
        }
        for (int i = 0; i < LENGTH; i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'F') {
                return text.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return text;
    }
}
