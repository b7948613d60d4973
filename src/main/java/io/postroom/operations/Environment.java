package io.postroom.operations;

import com.mongodb.ConnectionString;
import io.postroom.room.RedisUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Turns what operators say (`POSTROOM_…`) into what the runtime reads (`quarkus.…`), and reads secrets from files.
///
/// Every secret `POSTROOM_X` may be given as `POSTROOM_X_FILE` instead, the path of a file that holds it, as Docker and
/// Kubernetes mount them; one newline at its end is not part of it. Both at once, and a file that cannot be read, are
/// faults, which [RequiredConfiguration] tells at the start, as is a value that cannot be understood: this class is
/// also read while the application is built, where nothing is to be refused. A `QUARKUS_…` variable or a system
/// property overrides what is derived here.
public final class Environment implements ConfigSourceFactory {
    /// Faults found here, one a line.
    static final String FAULTS = "postroom.environment.faults";

    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    private static final String STORE = "postroom.mongodb.url";
    private static final String REDIS = "postroom.redis.url";
    private static final String PROXIES = "postroom.trusted-proxies";
    private static final String LEVEL = "postroom.log-level";
    private static final List<String> SECRETS =
            List.of(STORE, REDIS, "postroom.jwt.secret", "postroom.jwt.private-key", "postroom.jwt.public-key");
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
        Optional<String> store = Optional.ofNullable(derived.get(STORE)).or(() -> value(context, STORE));
        Optional<String> redis = Optional.ofNullable(derived.get(REDIS)).or(() -> value(context, REDIS));
        store.flatMap(Environment::faultOfStore).ifPresent(fault -> {
            faults.add(fault);
            // Else the runtime would fail on it before anybody could say which variable holds it.
            derived.put("quarkus.mongodb.connection-string", "");
        });
        redis.flatMap(Environment::faultOfRedis).ifPresent(faults::add);
        Set<String> unfit = new HashSet<>();
        for (Setting setting : Setting.ALL) {
            value(context, setting.property()).flatMap(setting::fault).ifPresent(fault -> {
                faults.add(fault);
                unfit.add(setting.property());
            });
        }
        if (!faults.isEmpty()) {
            derived.put(FAULTS, String.join("\n", faults));
        }
        value(context, PROXIES)
                .filter(proxies -> !unfit.contains(PROXIES))
                .ifPresent(proxies -> trust(proxies, derived));
        value(context, LEVEL)
                .filter(level -> !unfit.contains(LEVEL))
                .ifPresent(level -> log(level.toUpperCase(Locale.ROOT), derived));
        value(context, "otel.exporter.otlp.endpoint").ifPresent(endpoint -> trace(context, endpoint, derived));
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
        derived.put(
                TRUSTED, Stream.of(proxies.split(",")).map(Environment::network).collect(Collectors.joining(",")));
    }

    /// The runtime takes the end of a bare IPv6 address for a port.
    private static String network(String proxy) {
        String address = proxy.strip();
        return address.contains("/") ? address : address + (address.contains(":") ? "/128" : "/32");
    }

    /// The standard's own variables, which the runtime knows by other names.
    private static void trace(ConfigSourceContext context, String endpoint, Map<String, String> derived) {
        derived.put("quarkus.otel.sdk.disabled", "false");
        derived.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
        for (String setting : List.of("protocol", "headers", "timeout")) {
            value(context, "otel.exporter.otlp." + setting)
                    .ifPresent(value -> derived.put("quarkus.otel.exporter.otlp." + setting, value));
        }
    }

    /// Not in the driver's words, which may hold a piece of the password.
    private static Optional<String> faultOfStore(String url) {
        if (url.startsWith("mongodb+srv://")) {
            return Optional.empty(); // To read it is to ask the name server.
        }
        try {
            return new ConnectionString(url).getHosts().isEmpty()
                    ? Optional.of("POSTROOM_MONGODB_URL names no host")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("POSTROOM_MONGODB_URL is not a connection string: it is written"
                    + " mongodb://[user:password@]host[:port],…[/database][?options], user and password URL-encoded");
        }
    }

    private static Optional<String> faultOfRedis(String url) {
        try {
            RedisUrl.parse(url);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
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
