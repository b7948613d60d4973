package io.postroom.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/// The principal of a request whose token was believed. It has no groups: roles are read by [Callers] from the claim
/// that the configuration names, and from nowhere else.
final class VerifiedToken extends DefaultJWTCallerPrincipal {
    private final Map<String, Object> claims;

    VerifiedToken(String token, JwtClaims claims) {
        super(token, "JWT", claims);
        this.claims = claims.getClaimsMap();
    }

    Map<String, Object> claims() {
        return claims;
    }

    @Override
    public Set<String> getGroups() {
        return Set.of();
    }
}
