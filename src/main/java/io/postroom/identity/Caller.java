package io.postroom.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who asks, as a verified token says: the only source of `sentBy` and of every decision about rooms.
///
/// @param id lower-case id from the raw id claim
/// @param name the token's `name`, for an admin whom the store does not know yet
/// @param session the login that the token came from, where it is one of ours; a logout ends it
/// @param expiresAt when the token ends; nothing that it opened outlives it
public record Caller(
        String id,
        Role role,
        @Nullable String name,
        @Nullable String session,
        Instant expiresAt) {
    public boolean isUser() {
        return role == Role.user;
    }

    public boolean isAdmin() {
        return role == Role.admin;
    }
}
