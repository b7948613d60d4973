package io.postroom.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads claims whose names the configuration gives: a name as it stands, else a path (`realm_access/roles`).
final class Claims {
    private Claims() {}

    static @Nullable Object at(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        Object value = claims;
        for (String step : name.split("/")) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    static @Nullable String text(Map<String, Object> claims, String name) {
        return at(claims, name) instanceof String text && !text.isBlank() ? text : null;
    }

    /// A string, or the strings of a list.
    static Set<String> words(Map<String, Object> claims, String name) {
        return switch (at(claims, name)) {
            case String word -> Set.of(word);
            case List<?> words ->
                words.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
