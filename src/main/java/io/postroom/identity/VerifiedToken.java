package io.postroom.identity;

import io.postroom.protocol.Refusal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The principal of a request whose token was believed. It holds who calls, or why nobody does, and neither the token
/// nor its claims: a socket keeps its principal as long as it lives. It has no groups: roles are read by [Callers]
/// from the claim that the configuration names, and from nowhere else.
final class VerifiedToken extends JWTCallerPrincipal {
    private final @Nullable Caller caller;
    private final @Nullable Refusal refusal;

    VerifiedToken(@Nullable Caller caller, @Nullable Refusal refusal) {
        super("", "JWT");
        this.caller = caller;
        this.refusal = refusal;
    }

    Caller caller() {
        if (caller == null) {
            throw refusal == null ? Refusal.unauthorized("a token is required") : refusal;
        }
        return caller;
    }

    @Override
    public String getName() {
        return caller == null ? "" : caller.id();
    }

    @Override
    public Set<String> getGroups() {
        return Set.of();
    }

    @Override
    protected Collection<String> doGetClaimNames() {
        return Set.of();
    }

    @Override
    protected @Nullable Object getClaimValue(String name) {
        return null;
    }
}
