package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// What an open socket keeps of the request that it came by.
@QuarkusTest
class HandshakeTest extends SocketTest {
    /// Requests by their path.
    private static final Map<String, WeakReference<RoutingContext>> SEEN = new ConcurrentHashMap<>();

    @Test
    void theRequestIsForgottenWhileTheSocketLives() {
        String user = newUser();
        SocketClient socket = user(user);
        assertThat(ask(socket, "joinUserRoom", "userId", user).path("type").asText())
                .isEqualTo("userRoomJoined");
        WeakReference<RoutingContext> request = SEEN.get("/ws/users/" + user);
        assertThat(request).as("the request was seen").isNotNull();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return request.get() == null;
        });
        assertThat(ask(socket, "joinUserRoom", "userId", user).path("type").asText())
                .as("the socket still answers")
                .isEqualTo("userRoomJoined");
    }

    @Singleton
    static class RequestsSeen {
        void register(@Observes Filters filters) {
            filters.register(
                    request -> {
                        if (request.normalizedPath().startsWith("/ws/")) {
                            SEEN.put(request.normalizedPath(), new WeakReference<>(request));
                        }
                        request.next();
                    },
                    1);
        }
    }
}
