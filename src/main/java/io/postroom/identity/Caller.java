package io.postroom.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is calling, as a verified token says: `id` in lower case, `name` for back-office services that are not in the
/// store, `session` the login the token belongs to (null for tokens of others), and when it ends.
public record Caller(
        String id,
        Role role,
        @Nullable String name,
        @Nullable String session,
        Instant expiresAt) {
    public boolean isAdmin() {
        return role == Role.admin;
    }

    public boolean isUser() {
        return role == Role.user;
    }
}
