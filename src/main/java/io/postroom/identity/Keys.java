package io.postroom.identity;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The keys of the configuration: what verifies tokens, and what signs own ones. Read once at the start, which is
/// refused with the variable's name where one is none; only the JWKS of a URL is read later.
@Startup(Keys.BEFORE_ANYTHING_CONNECTS)
@ApplicationScoped
class Keys {
    static final int BEFORE_ANYTHING_CONNECTS = 50;
    /// As long as the hash, or HS256 is no safer than guessing the secret (RFC 7518, section 3.2).
    private static final int SECRET_BYTES = 32;

    private final List<VerificationKey> fixed = new ArrayList<>();
    private final @Nullable RemoteKeys remote;
    private final @Nullable VerificationKey signing;

    Keys(JwtConfig config) {
        VerificationKey own = null;
        if (config.secret().isPresent()) {
            own = secret(config.secret().get());
            fixed.add(own);
        }
        if (config.privateKey().isPresent()) {
            String text = config.privateKey().get();
            PrivateKey key = read("POSTROOM_JWT_PRIVATE_KEY", () -> PemKeys.privateKey(text));
            fixed.add(read("POSTROOM_JWT_PRIVATE_KEY", () -> VerificationKey.of(PemKeys.publicHalf(key), null)));
            own = VerificationKey.of(key, null);
        }
        config.publicKey().ifPresent(text -> fixed.addAll(read("POSTROOM_JWT_PUBLIC_KEY", () -> published(text))));
        remote = config.jwksUrl().map(RemoteKeys::new).orElse(null);
        signing = own;
    }

    /// What signs own tokens; null where only tokens of others are believed.
    @Nullable
    VerificationKey signing() {
        return signing;
    }

    /// The keys that may have signed a token with this header. Blocks where the JWKS of a URL has to be read.
    List<VerificationKey> candidates(@Nullable String algorithm, @Nullable String kid) {
        List<VerificationKey> fitting = new ArrayList<>();
        for (VerificationKey key : fixed) {
            if (key.fits(algorithm, kid)) {
                fitting.add(key);
            }
        }
        if (remote != null) {
            fitting.addAll(remote.candidates(algorithm, kid));
        }
        return fitting;
    }

    private static VerificationKey secret(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SECRET_BYTES) {
            throw new ConfigurationException("POSTROOM_JWT_SECRET has " + bytes.length + " bytes; HS256 needs at least "
                    + SECRET_BYTES
                    + " (RFC 7518, section 3.2): make one, as with `openssl rand -base64 48`, and give it"
                    + " to all who sign or verify the tokens");
        }
        return VerificationKey.of(new SecretKeySpec(bytes, "HmacSHA256"), null);
    }

    private static List<VerificationKey> published(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return List.of(VerificationKey.of(PemKeys.publicKey(text), null));
        }
        List<VerificationKey> keys = keySet(text);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the JWKS holds no RSA key and none on the curve P-256");
        }
        return keys;
    }

    private static List<VerificationKey> keySet(String json) {
        try {
            return usable(
                    json.contains("\"keys\"")
                            ? new JsonWebKeySet(json).getJsonWebKeys()
                            : List.of(JsonWebKey.Factory.newJwk(json)));
        } catch (JoseException e) {
            throw new IllegalArgumentException("the JWKS cannot be read", e);
        }
    }

    static List<VerificationKey> usable(List<JsonWebKey> published) {
        List<VerificationKey> keys = new ArrayList<>();
        for (JsonWebKey jwk : published) {
            VerificationKey key = VerificationKey.of(jwk);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static <T> T read(String variable, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(variable + " cannot be used: " + e.getMessage());
        }
    }
}
