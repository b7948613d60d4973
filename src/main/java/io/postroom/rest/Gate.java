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

    /// The id of a path that is the caller's own, or that an admin asks for.
    String ownOrAdmin(String id) {
        Caller caller = caller();
        if (!caller.isAdmin() && !caller.id().equalsIgnoreCase(id)) {
            throw Refusal.forbidden("only for the user and for admins");
        }
        return Ids.parse(id, "id");
    }
}
