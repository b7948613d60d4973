package io.postroom.embedded;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Tells the configuration, in the profiles dev, test and demo, where the embedded backends will listen, before
/// anything that connects to them is made. Whatever the environment names itself is left alone, and then not started
/// either.
///
/// The configuration is read several times in one JVM, at build and at run time and again at a live reload, by
/// different class loaders; system properties keep the answer the same.
public final class EmbeddedAddresses implements ConfigSourceFactory {
    static final String STORE_URL = "postroom.mongodb.url";
    static final String REDIS_URL = "postroom.redis.url";
    static final String STORE_PORT = "postroom.embedded.store-port";
    static final String REDIS_PORT = "postroom.embedded.redis-port";

    private static final String SECRET = "postroom.jwt.secret";
    private static final Set<String> PROFILES = Set.of("dev", "test", "demo");
    private static final List<String> KEYS =
            List.of(SECRET, "postroom.jwt.private-key", "postroom.jwt.public-key", "postroom.jwt.jwks-url");
    /// Below every other source: these are answers of last resort.
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (context.getProfiles().stream().noneMatch(PROFILES::contains) || !present()) {
            return List.of();
        }
        Map<String, String> values = new HashMap<>();
        if (!given(context, STORE_URL)) {
            String port = remembered(STORE_PORT, () -> Integer.toString(FreePort.find()));
            values.put(STORE_PORT, port);
            values.put(STORE_URL, "mongodb://127.0.0.1:" + port);
        }
        if (!given(context, REDIS_URL)) {
            String port = remembered(REDIS_PORT, () -> Integer.toString(FreePort.find()));
            values.put(REDIS_PORT, port);
            values.put(REDIS_URL, "redis://127.0.0.1:" + port);
        }
        if (KEYS.stream().noneMatch(key -> given(context, key))) {
            // As long as the process: tokens of an earlier run end with it, nothing secret is written down.
            values.put(SECRET, remembered(SECRET, EmbeddedAddresses::secret));
        }
        return List.of(new PropertiesConfigSource(values, "embedded backends", ORDINAL));
    }

    /// Whether the libraries are there. They are not in the packaged application: started with one of the profiles, it
    /// refuses like any other without its URLs, instead of waiting for backends that nobody starts.
    private static boolean present() {
        return EmbeddedAddresses.class.getClassLoader().getResource("redis/embedded/RedisServer.class") != null;
    }

    private static boolean given(ConfigSourceContext context, String name) {
        return has(context, name) || has(context, name + "-file");
    }

    private static boolean has(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }

    private static String remembered(String name, Supplier<String> first) {
        // Not the name itself: a system property of that name would be configuration, and override what comes later.
        String property = "io." + name;
        synchronized (System.class) {
            String value = System.getProperty(property);
            if (value == null) {
                value = first.get();
                System.setProperty(property, value);
            }
            return value;
        }
    }

    private static String secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
