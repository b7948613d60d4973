package io.postroom.identity;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The JWKS behind a URL. What was read is used for ten minutes and, while the URL does not answer, for an hour more. A
/// key it does not hold is looked for again at once, but not more often than once a second, so that made-up names
/// of keys cannot make this service flood an identity provider. Any thread; blocks while reading.
final class RemoteKeys {
    private static final Logger LOG = Logger.getLogger(RemoteKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration KEPT_ON_ERROR = Duration.ofHours(1);
    private static final Duration REFRESH_PAUSE = Duration.ofSeconds(1);
    private static final int TIMEOUT_MS = 3000;

    private final HttpsJwks jwks;

    RemoteKeys(String url) {
        Get get = new Get();
        get.setConnectTimeout(TIMEOUT_MS);
        get.setReadTimeout(TIMEOUT_MS);
        get.setRetries(1);
        jwks = new HttpsJwks(url);
        jwks.setSimpleHttpGet(get);
        jwks.setDefaultCacheDuration(FRESH.toSeconds());
        jwks.setRetainCacheOnErrorDuration(KEPT_ON_ERROR.toSeconds());
        jwks.setRefreshReprieveThreshold(REFRESH_PAUSE.toMillis());
    }

    List<VerificationKey> candidates(@Nullable String algorithm, @Nullable String kid) {
        try {
            List<VerificationKey> fitting = fitting(algorithm, kid);
            if (fitting.isEmpty()) {
                jwks.refresh();
                fitting = fitting(algorithm, kid);
            }
            return fitting;
        } catch (JoseException | IOException e) {
            LOG.warnf("The JWKS could not be read: %s", e.getClass().getSimpleName());
            return List.of();
        }
    }

    private List<VerificationKey> fitting(@Nullable String algorithm, @Nullable String kid)
            throws JoseException, IOException {
        return Keys.usable(jwks.getJsonWebKeys()).stream()
                .filter(key -> key.fits(algorithm, kid))
                .toList();
    }
}
