package io.postroom.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Says why a page of another origin was refused (`quarkus.http.cors` does it without a word): in the answer,
/// and in the log, where whoever runs the service looks. Event loop; never blocks.
@Singleton
final class RefusedOrigin {
    private static final Logger LOG = Logger.getLogger(RefusedOrigin.class);

    /// Around the check of the origin (300).
    private static final int BEFORE = 310;

    private static final int AFTER = 290;
    private static final String LET_IN = "postroom.origin";
    /// Longer ones are cut: anybody can send them.
    private static final int LENGTH = 200;
    /// Lines a minute in the log: a page that is not let in tries again and again, and anybody can make origins up.
    private static final int LINES = 20;

    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(LINES)
            .build();

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE);
        filters.register(RefusedOrigin::letIn, AFTER);
    }

    private void watch(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            context.addHeadersEndHandler(nothing -> {
                if (context.get(LET_IN) == null && context.response().getStatusCode() == 403) {
                    tell(context, printable(origin));
                }
            });
        }
        context.next();
    }

    private static void letIn(RoutingContext context) {
        context.put(LET_IN, true);
        context.next();
    }

    private void tell(RoutingContext context, String origin) {
        String own = context.request().scheme() + "://" + context.request().authority();
        String why = "the origin " + origin + " is neither the own one (" + printable(own)
                + ") nor in POSTROOM_ALLOWED_ORIGINS";
        context.response().putHeader("Postroom-Refused", why);
        if (told.getIfPresent(origin) == null && told.estimatedSize() < LINES) {
            told.put(origin, true);
            LOG.warn("Refused: " + why);
        }
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(LENGTH, text.length())).replaceAll("[^ -~]", "?");
    }
}
