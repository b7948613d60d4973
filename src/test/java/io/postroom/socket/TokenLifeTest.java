package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// A socket does not outlive its token, which can be renewed in place.
@QuarkusTest
class TokenLifeTest extends SocketTest {
    private final String id = new ObjectId().toHexString();

    @Test
    void aSocketEndsWithItsTokenUnlessThatIsRefreshedInPlace() {
        SocketClient renewed = socket(Duration.ofSeconds(5));
        SocketClient forgotten = socket(Duration.ofSeconds(5));

        assertThat(refresh(renewed, Tokens.user(id)).get("type").asText()).isEqualTo("done");

        assertThat(forgotten
                        .closed()
                        .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .isEqualTo(4401);
        assertThat(ask(renewed, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
    }

    @Test
    void aTokenOfSomebodyElseOrOfAnotherRoleIsForbidden() {
        SocketClient socket = socket(Duration.ofHours(1));
        assertThat(refresh(socket, Tokens.user(new ObjectId().toHexString()))
                        .get("code")
                        .asText())
                .isEqualTo("forbidden");
        assertThat(refresh(socket, Tokens.admin(id)).get("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void aTokenThatIsNotValidIsUnauthorizedAndTheOldOneGoesOn() {
        SocketClient socket = socket(Duration.ofHours(1));
        assertThat(refresh(socket, "garbage").get("code").asText()).isEqualTo("unauthorized");
        assertThat(refresh(socket, "").get("code").asText()).isIn("unauthorized", "invalid");
        JsonNode expired = refresh(socket, Tokens.of(id, "user", Instant.now().minusSeconds(120)));
        assertThat(expired.get("type").asText()).isEqualTo("error");
        assertThat(expired.get("code").asText()).isEqualTo("unauthorized");
        assertThat(ask(socket, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
    }

    private SocketClient socket(Duration life) {
        return opened(SocketClient.connect(
                url("/ws/users/" + id), Tokens.of(id, "user", Instant.now().plus(life))));
    }

    private static JsonNode refresh(SocketClient socket, String token) {
        return ask(socket, "refreshToken", "token", token);
    }
}
