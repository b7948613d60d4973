package io.postroom.rest;

import io.postroom.protocol.Json;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// A body that is larger than what the HTTP layer reads at all, which it refuses without a word, is a problem like any
/// other. Event loop; never blocks.
@Singleton
final class OversizeBody {
    /// After the check of the origin (300), before the HTTP layer looks at the length (2).
    private static final int PRIORITY = 280;

    private final long longest;

    OversizeBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize longest) {
        this.longest = longest.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuse, PRIORITY);
    }

    private void refuse(RoutingContext context) {
        if (length(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= longest) {
            context.next();
            return;
        }
        // Read and thrown away: who still sends would not see the answer.
        context.request().resume();
        Problem problem = Problem.of(Body.tooLarge());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.write(problem));
    }

    /// What is no number is the HTTP layer's to refuse.
    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
