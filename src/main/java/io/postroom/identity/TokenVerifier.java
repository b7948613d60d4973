package io.postroom.identity;

import io.postroom.protocol.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/// Whether a token is to be believed: signature by a key of the configuration with that key's algorithm, not ended, not
/// early, issuer and audience where they are configured. Says nothing of who the caller is: see [Callers].
@ApplicationScoped
class TokenVerifier {
    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);

    private final Keys keys;
    private final JwtConfig config;

    TokenVerifier(Keys keys, JwtConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /// The claims of a token that is believed; else refused as `unauthorized`. May block where a JWKS has to be read.
    JwtClaims verify(String token) {
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setCompactSerialization(token);
            if (!isSigned(signed)) {
                throw Refusal.unauthorized("the token's signature is not valid");
            }
            JwtClaims claims = JwtClaims.parse(signed.getPayload());
            check(claims);
            return claims;
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            LOG.debugf("A token was refused: %s", e.getClass().getSimpleName());
            throw Refusal.unauthorized("the token is not valid");
        }
    }

    private boolean isSigned(JsonWebSignature signed) {
        String algorithm = signed.getAlgorithmHeaderValue();
        for (VerificationKey key : keys.candidates(algorithm, signed.getKeyIdHeaderValue())) {
            signed.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
            // Lengths were judged when the key was read.
            signed.setDoKeyValidation(false);
            signed.setKey(key.key());
            try {
                if (signed.verifySignature()) {
                    return true;
                }
            } catch (JoseException e) {
                LOG.debugf("A key does not fit a token: %s", e.getClass().getSimpleName());
            }
        }
        return false;
    }

    private void check(JwtClaims claims) throws MalformedClaimException {
        NumericDate now = NumericDate.now();
        NumericDate ends = claims.getExpirationTime();
        if (ends == null) {
            throw Refusal.unauthorized("the token has no end (exp)");
        }
        if (!ends.isAfter(now)) {
            throw Refusal.unauthorized("the token has ended");
        }
        NumericDate begins = claims.getNotBefore();
        if (begins != null && begins.isAfter(now)) {
            throw Refusal.unauthorized("the token is not valid yet");
        }
        if (config.issuer().isPresent() && !config.issuer().get().equals(claims.getIssuer())) {
            throw Refusal.unauthorized("the token is of another issuer");
        }
        Map<String, Object> all = claims.getClaimsMap();
        if (config.audience().isPresent()
                && !Claims.words(all, "aud").contains(config.audience().get())) {
            throw Refusal.unauthorized("the token is for another audience");
        }
    }
}
