package io.postroom.identity;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/// Tokens and keys as others make them.
final class SignedToken {
    static final String ID = "6500000000000000000000b1";

    private SignedToken() {}

    static Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", ID);
        claims.put("groups", List.of("user"));
        claims.put("exp", Instant.now().plusSeconds(60).getEpochSecond());
        return claims;
    }

    static String of(Map<String, Object> claims, String algorithm, @Nullable Key key, @Nullable String kid) {
        try {
            JwtClaims body = new JwtClaims();
            claims.forEach(body::setClaim);
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            token.setAlgorithmHeaderValue(algorithm);
            token.setDoKeyValidation(false);
            token.setKey(key);
            if (kid != null) {
                token.setKeyIdHeaderValue(kid);
            }
            token.setPayload(body.toJson());
            return token.getCompactSerialization();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Key key) {
        String kind = key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY";
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END " + kind + "-----\n";
    }

    static String jwks(Map<String, KeyPair> keys) {
        try {
            JsonWebKeySet set = new JsonWebKeySet();
            for (Map.Entry<String, KeyPair> key : keys.entrySet()) {
                PublicJsonWebKey jwk =
                        PublicJsonWebKey.Factory.newPublicJwk(key.getValue().getPublic());
                jwk.setKeyId(key.getKey());
                set.addJsonWebKey(jwk);
            }
            return set.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
