package io.postroom.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens as another system would sign them: HS256 by a shared secret, `sub` and `groups`.
public final class Tokens {
    /// What replicas of the tests are given as `POSTROOM_JWT_SECRET`. Where they can be reached from elsewhere, the
    /// environment names another.
    public static final String SECRET =
            System.getenv().getOrDefault("POSTROOM_TEST_JWT_SECRET", "a secret that only the tests of Postroom know");

    private static final Duration LIFE = Duration.ofHours(12);

    private Tokens() {}

    public static String user(String id) {
        return of(id, "user", Instant.now().plus(LIFE));
    }

    public static String admin(String id) {
        return of(id, "admin", Instant.now().plus(LIFE));
    }

    public static String of(String id, String role, Instant end) {
        String claims = "{\"sub\":\"%s\",\"groups\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                .formatted(id, role, Instant.now().getEpochSecond(), end.getEpochSecond());
        String unsigned = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return unsigned + '.' + encoded(mac.doFinal(unsigned.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
