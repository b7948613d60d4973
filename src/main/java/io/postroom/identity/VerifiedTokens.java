package io.postroom.identity;

import io.postroom.protocol.Refusal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;

/// Where SmallRye JWT, which finds the token of a request, asks whether it is to be believed. Own keys instead of its
/// own configuration, since several kinds of keys may be configured side by side and each fixes its algorithm.
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private final TokenVerifier verifier;
    private final Callers callers;

    VerifiedTokens(TokenVerifier verifier, Callers callers) {
        this.verifier = verifier;
        this.callers = callers;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo place) throws ParseException {
        try {
            return believed(verifier.verify(token).getClaimsMap());
        } catch (Refusal e) {
            throw new ParseException(e.getMessage(), e);
        }
    }

    private VerifiedToken believed(Map<String, Object> claims) {
        try {
            return new VerifiedToken(callers.of(claims), null);
        } catch (Refusal e) {
            return new VerifiedToken(null, e);
        }
    }
}
