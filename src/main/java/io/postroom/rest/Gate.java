package io.postroom.rest;

import io.postroom.identity.Caller;
import io.postroom.identity.Callers;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/// Who may call what; asked in the first line of every call, before anything else of the request is looked at.
@Singleton
final class Gate {
    private final Callers callers;
    private final SecurityIdentity identity;

    Gate(Callers callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    /// Anybody with a good token.
    Caller caller() {
        return callers.of(identity);
    }

    Caller admin() {
        Caller caller = caller();
        if (!caller.isAdmin()) {
            throw Refusal.forbidden("only for admins");
        }
        return caller;
    }

    /// Receipts and the like are the user's own: an admin has none.
    Caller user() {
        Caller caller = caller();
        if (!caller.isUser()) {
            throw Refusal.forbidden("only a user marks messages as read, not an admin");
        }
        return caller;
    }

    /// The id of a path that is the caller's own, or that an admin asks for. What is no id is nobody's: `invalid`,
    /// with the field.
    String ownOrAdmin(String id, String field) {
        Caller caller = caller();
        String asked = Ids.parse(id, field);
        if (!caller.isAdmin() && !caller.id().equals(asked)) {
            throw Refusal.forbidden("only for the user and for admins");
        }
        return asked;
    }

    /// The id of a path that is the caller's own, who is a user.
    String own(String id, String field) {
        Caller caller = user();
        if (!caller.id().equals(Ids.parse(id, field))) {
            throw Refusal.forbidden("these are the messages of another user");
        }
        return caller.id();
    }
}
