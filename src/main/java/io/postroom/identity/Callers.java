package io.postroom.identity;

import io.postroom.protocol.Ids;
import io.postroom.protocol.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who a token stands for. The raw id claim (`sub`) decides, never `upn` or `preferred_username`, by which others could
/// be meant. Any thread.
@ApplicationScoped
public class Callers {
    private final TokenVerifier verifier;
    private final JwtConfig config;

    Callers(TokenVerifier verifier, JwtConfig config) {
        this.verifier = verifier;
        this.config = config;
    }

    /// The caller of a request that the HTTP layer has authenticated; refused as `unauthorized` where it has no token
    /// or one that names nobody, as `forbidden` where the token has no role here.
    public Caller of(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof VerifiedToken token)) {
            throw Refusal.unauthorized("a token is required");
        }
        return token.caller();
    }

    /// The caller of a bare token, as a socket hands one in to go on. Refused as [#of(SecurityIdentity)] does; may
    /// block while a JWKS is read.
    public Caller verify(String token) {
        return of(verifier.verify(token).getClaimsMap());
    }

    Caller of(Map<String, Object> claims) {
        return new Caller(id(claims), role(claims), Claims.text(claims, "name"), session(claims), end(claims));
    }

    private String id(Map<String, Object> claims) {
        Object value = Claims.at(claims, config.idClaim());
        if (value == null) {
            throw Refusal.unauthorized(
                    "the token has no claim '" + config.idClaim() + "' (POSTROOM_JWT_ID_CLAIM names the one to use)");
        }
        if (value instanceof String id && Ids.isId(id)) {
            return id.toLowerCase(Locale.ROOT);
        }
        throw Refusal.unauthorized("the token's claim '" + config.idClaim()
                + "' is not 24 hex digits (POSTROOM_JWT_ID_CLAIM names the one to use)");
    }

    /// A token with both roles is an admin's.
    private Role role(Map<String, Object> claims) {
        Set<String> words = Claims.words(claims, config.roleClaim());
        if (words.contains(Role.admin.name())) {
            return Role.admin;
        }
        if (words.contains(Role.user.name())) {
            return Role.user;
        }
        throw Refusal.forbidden("the token's claim '" + config.roleClaim()
                + "' is neither user nor admin (POSTROOM_JWT_ROLE_CLAIM names the one to use)");
    }

    private static @Nullable String session(Map<String, Object> claims) {
        return Claims.text(claims, OwnTokens.SESSION);
    }

    private static Instant end(Map<String, Object> claims) {
        try {
            return claims.get("exp") instanceof Number seconds
                    ? Instant.ofEpochSecond(seconds.longValue())
                    : Instant.EPOCH;
        } catch (DateTimeException e) {
            throw Refusal.unauthorized("the token's end (exp) is no date");
        }
    }
}
