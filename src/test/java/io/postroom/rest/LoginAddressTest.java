package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.socket.Published;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whose wrong passwords count together behind a proxy.
@QuarkusTest
@TestProfile(Published.class)
class LoginAddressTest extends RestTest {
    @Test
    void behindATrustedProxyTheClientsAddressCountsAndNotTheProxys() {
        user("Nadia Near", "near@address.example");
        for (int i = 0; i < 10; i++) {
            assertThat(wrong("near@address.example", "198.51.100.1")).isEqualTo(401);
        }
        assertThat(wrong("near@address.example", "198.51.100.1")).isEqualTo(429);
        assertThat(wrong("near@address.example", "198.51.100.1:4711")).isEqualTo(429);
        assertThat(wrong("near@address.example", "198.51.100.2")).isEqualTo(401);
    }

    @Test
    void whatAClientWritesBeforeItsAddressCountsForNothing() {
        user("Fiona Forger", "forger@address.example");
        for (int i = 0; i < 10; i++) {
            assertThat(wrong("forger@address.example", "203.0.113." + i + ", 198.51.100.3"))
                    .isEqualTo(401);
        }
        assertThat(wrong("forger@address.example", "203.0.113.77, 198.51.100.3"))
                .isEqualTo(429);
        assertThat(wrong("forger@address.example", "198.51.100.3, 127.0.0.1"))
                .as("by way of two proxies")
                .isEqualTo(429);
    }

    private static int wrong(String email, String forwardedFor) {
        return given().header("X-Forwarded-For", forwardedFor)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "wrong"))
                .post("/api/auth/users/login")
                .statusCode();
    }
}
