package io.postroom.operations;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/// Refuses to start where something is missing that no default can stand for, naming the variable. Nothing embedded is
/// ever taken instead; in the profiles dev, test and demo the configuration names the embedded backends itself.
@Singleton
final class RequiredConfiguration {
    private static final List<String> KEYS = List.of(
            "postroom.jwt.secret", "postroom.jwt.private-key", "postroom.jwt.public-key", "postroom.jwt.jwks-url");

    private static final String LIMITS = "postroom.limits.";
    private static final String DRAIN = "postroom.drain.";
    private static final String TAKEOVER = "postroom.takeover.";
    /// Amounts that are not among the limits; the driver takes a time of 0 for no end.
    private static final Set<String> STORE = Set.of(
            "postroom.mongodb.selection",
            "postroom.mongodb.connect",
            "postroom.mongodb.operation",
            "postroom.mongodb.connections");
    private static final String HEARTBEAT = "postroom.limits.heartbeat";
    private static final String STALLED = "postroom.limits.stalled";
    /// 0 means none, see the interface of the logins.
    private static final String PER_ADDRESS = "postroom.limits.per-address";

    private static final Pattern NEGATIVE = Pattern.compile("-.*|[Pp].*-.*");
    /// As a number, and as a duration in each of the forms that are read.
    private static final Pattern NOTHING = Pattern.compile("\\+?(0+|([Pp][Tt]?)?(0+(\\.0+)?[A-Za-z]+)+)");

    private final Config config;

    RequiredConfiguration(Config config) {
        this.config = config;
    }

    /// Before every other observer: nobody should try to connect to what was not named.
    void check(@Observes @Priority(0) StartupEvent event) {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new ConfigurationException("Postroom does not start:\n  - " + String.join("\n  - ", faults));
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>(config.getOptionalValue(Environment.FAULTS, String.class)
                .map(lines -> lines.lines().toList())
                .orElse(List.of()));
        require("postroom.mongodb.url", "the MongoDB to keep messages in, as mongodb://…", faults);
        require("postroom.redis.url", "the Redis between the replicas, as redis://…", faults);
        if (KEYS.stream().noneMatch(this::given)) {
            faults.add("No key for tokens: set POSTROOM_JWT_SECRET, POSTROOM_JWT_PRIVATE_KEY, POSTROOM_JWT_PUBLIC_KEY"
                    + " or POSTROOM_JWT_JWKS_URL (all but the last also as …_FILE)");
        }
        for (String name : config.getPropertyNames()) {
            String value =
                    isAmount(name) ? config.getOptionalValue(name, String.class).orElse("") : "";
            boolean mayBeNothing = name.startsWith(DRAIN) || name.equals(PER_ADDRESS);
            if (NEGATIVE.matcher(value).matches()
                    || (!mayBeNothing && NOTHING.matcher(value).matches())) {
                faults.add("%s is %s; it must be %s"
                        .formatted(Environment.variable(name), value, mayBeNothing ? "0 or more" : "more than 0"));
            }
        }
        if (faults.isEmpty() && time(STALLED).compareTo(time(HEARTBEAT)) <= 0) {
            faults.add("%s is %s; it must be longer than %s, %s: who is quiet would be cut off before being asked"
                    .formatted(
                            Environment.variable(STALLED),
                            config.getValue(STALLED, String.class),
                            Environment.variable(HEARTBEAT),
                            config.getValue(HEARTBEAT, String.class)));
        }
        int port = port("quarkus.http.port");
        if (port != 0 && port == port("quarkus.management.port")) {
            faults.add("QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT are both " + port + "; they must differ");
        }
        return faults;
    }

    private static boolean isAmount(String name) {
        return name.startsWith(LIMITS) || name.startsWith(DRAIN) || name.startsWith(TAKEOVER) || STORE.contains(name);
    }

    private Duration time(String name) {
        return config.getValue(name, Duration.class);
    }

    private int port(String name) {
        return config.getOptionalValue(name, Integer.class).orElse(0);
    }

    private void require(String name, String what, List<String> faults) {
        if (!given(name)) {
            String variable = Environment.variable(name);
            faults.add(variable + " is missing: " + what + " (or " + variable + "_FILE, a file that holds it)");
        }
    }

    /// A file that was named but could not be read is a fault of its own, told already.
    private boolean given(String name) {
        return config.getOptionalValue(name, String.class).isPresent()
                || config.getOptionalValue(name + "-file", String.class).isPresent();
    }
}
