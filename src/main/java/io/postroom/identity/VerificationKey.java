package io.postroom.identity;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import javax.crypto.SecretKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jspecify.annotations.Nullable;

/// A key with the one algorithm it is good for. The kind of key decides the algorithm, never the token: so a public RSA
/// key is no HMAC secret, whatever a header claims, and `none` fits no key at all.
///
/// @param kid the name tokens may use for it; null where it has none, then it is tried for every token
record VerificationKey(String algorithm, @Nullable String kid, Key key) {
    private static final int P256_BITS = 256;

    static VerificationKey of(Key key, @Nullable String kid) {
        return new VerificationKey(algorithm(key), kid, key);
    }

    /// Null for a key that is not for signatures, or of a kind that is not supported.
    static @Nullable VerificationKey of(JsonWebKey jwk) {
        if ("enc".equals(jwk.getUse()) || !(jwk.getKey() instanceof RSAKey || jwk.getKey() instanceof ECKey)) {
            return null;
        }
        try {
            VerificationKey key = of(jwk.getKey(), jwk.getKeyId());
            return jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(key.algorithm) ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean fits(@Nullable String algorithmOfToken, @Nullable String kidOfToken) {
        return algorithm.equals(algorithmOfToken) && (kid == null || kidOfToken == null || kid.equals(kidOfToken));
    }

    static String algorithm(Key key) {
        return switch (key) {
            case SecretKey secret -> AlgorithmIdentifiers.HMAC_SHA256;
            case RSAKey rsa -> AlgorithmIdentifiers.RSA_USING_SHA256;
            case ECKey ec
            when ec.getParams().getOrder().bitLength() == P256_BITS ->
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
            default -> throw new IllegalArgumentException("neither an RSA key nor one on the curve P-256");
        };
    }
}
