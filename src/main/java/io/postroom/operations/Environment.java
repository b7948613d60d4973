package io.postroom.operations;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Turns what operators say (`POSTROOM_…`) into what the runtime reads (`quarkus.…`), and reads secrets from files.
///
/// Every secret `POSTROOM_X` may be given as `POSTROOM_X_FILE` instead, the path of a file that holds it, as Docker and
/// Kubernetes mount them; one newline at its end is not part of it. Both at once, and a file that cannot be read, are
/// faults, which [RequiredConfiguration] tells at the start: this class is also read while the application is built,
/// where
/// nothing is to be refused. A `QUARKUS_…` variable or a system property overrides what is derived here.
public final class Environment implements ConfigSourceFactory {
    /// Faults found here, one a line.
    static final String FAULTS = "postroom.environment.faults";

    private static final List<String> SECRETS = List.of(
            "postroom.mongodb.url",
            "postroom.redis.url",
            "postroom.jwt.secret",
            "postroom.jwt.private-key",
            "postroom.jwt.public-key");
    private static final Set<String> VERBOSE = Set.of("DEBUG", "TRACE", "ALL");
    /// Above application.properties (250), below the environment (300).
    private static final int DERIVED = 275;
    /// Below application.properties: what holds if nobody says anything.
    private static final int DEFAULTS = 100;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (String name : SECRETS) {
            secret(context, name, faults).ifPresent(value -> derived.put(name, value));
        }
        if (!faults.isEmpty()) {
            derived.put(FAULTS, String.join("\n", faults));
        }
        Optional<String> store = Optional.ofNullable(derived.get("postroom.mongodb.url"))
                .or(() -> value(context, "postroom.mongodb.url"));
        value(context, "postroom.trusted-proxies").ifPresent(proxies -> trust(proxies, derived));
        value(context, "postroom.log-level").ifPresent(level -> log(level.toUpperCase(Locale.ROOT), derived));
        value(context, "otel.exporter.otlp.endpoint").ifPresent(endpoint -> {
            derived.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
            derived.put("quarkus.otel.sdk.disabled", "false");
        });
        Map<String, String> defaults = Map.of(
                "postroom.mongodb.database",
                store.flatMap(Environment::database).orElse("postroom"));
        return List.of(
                new PropertiesConfigSource(derived, "POSTROOM environment", DERIVED),
                new PropertiesConfigSource(defaults, "POSTROOM defaults", DEFAULTS));
    }

    /// The name by which operators know a property: `postroom.mongodb.url` is `POSTROOM_MONGODB_URL`.
    static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Optional<String> secret(ConfigSourceContext context, String name, List<String> faults) {
        Optional<String> path = value(context, name + "-file");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String variable = variable(name);
        if (value(context, name).isPresent()) {
            faults.add(variable + " and " + variable + "_FILE are both set; set one of them");
            return Optional.empty();
        }
        try {
            String content = Files.readString(Path.of(path.get())).stripTrailing();
            if (content.isEmpty()) {
                faults.add(variable + "_FILE names an empty file: " + path.get());
                return Optional.empty();
            }
            return Optional.of(content);
        } catch (IOException | RuntimeException e) {
            faults.add(variable + "_FILE names a file that cannot be read: " + path.get());
            return Optional.empty();
        }
    }

    private static void trust(String proxies, Map<String, String> derived) {
        derived.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        derived.put("quarkus.http.proxy.enable-forwarded-host", "true");
        derived.put("quarkus.http.proxy.trusted-proxies", proxies);
    }

    /// Verbose levels are for Postroom's own lines: those of the libraries would drown them.
    private static void log(String level, Map<String, String> derived) {
        derived.put(
                VERBOSE.contains(level) ? "quarkus.log.category.\"io.postroom\".level" : "quarkus.log.level", level);
    }

    /// The database that a connection string names: `mongodb://host:27017/name?…`.
    private static Optional<String> database(String url) {
        int scheme = url.indexOf("://");
        int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        if (slash < 0) {
            return Optional.empty();
        }
        int query = url.indexOf('?', slash);
        String name = query < 0 ? url.substring(slash + 1) : url.substring(slash + 1, query);
        return name.isBlank() ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank()
                ? Optional.empty()
                : Optional.of(value.getValue().strip());
    }
}
