package io.postroom.identity;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs the access tokens of the service's own login, with the claims that its own verification looks for.
@ApplicationScoped
public class OwnTokens {
    /// Short, since a token cannot be taken back everywhere at once; long enough to be refreshed at leisure.
    public static final Duration LIFE = Duration.ofMinutes(15);

    /// The claim that names the login a token came from.
    static final String SESSION = "sid";

    private final Keys keys;
    private final JwtConfig config;
    private final boolean login;

    OwnTokens(
            Keys keys, JwtConfig config, @ConfigProperty(name = "postroom.login", defaultValue = "on") boolean login) {
        this.keys = keys;
        this.config = config;
        this.login = login;
    }

    /// Whether the service has a login of its own: it needs a key to sign with, and `POSTROOM_LOGIN=off` turns it off.
    public boolean on() {
        return login && keys.signing() != null;
    }

    /// A token for a person who has just proved to be one.
    public Issued issue(String id, Role role, String name, String session, Instant now) {
        VerificationKey key = keys.signing();
        if (key == null) {
            throw new IllegalStateException("there is no key to sign with");
        }
        Instant end = Instant.ofEpochSecond(now.plus(LIFE).getEpochSecond());
        JwtClaims claims = new JwtClaims();
        config.issuer().ifPresent(claims::setIssuer);
        config.audience().ifPresent(claims::setAudience);
        claims.setSubject(id);
        claims.setClaim(config.idClaim(), id);
        claims.setClaim(config.roleClaim(), List.of(role.name()));
        claims.setClaim("name", name);
        claims.setClaim(SESSION, session);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
        return new Issued(sign(claims, key), end);
    }

    private static String sign(JwtClaims claims, VerificationKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(key.algorithm());
        signature.setHeader("typ", "JWT");
        signature.setKey(key.key());
        signature.setDoKeyValidation(false);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new ConfigurationException("the key for own tokens cannot sign", e);
        }
    }

    /// A signed token and when it ends, in whole seconds.
    public record Issued(String token, Instant expiresAt) {}
}
