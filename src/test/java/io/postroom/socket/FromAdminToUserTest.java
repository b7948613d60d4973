package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// The main path: what everything else is about.
@QuarkusTest
class FromAdminToUserTest extends SocketTest {
    @Test
    void anAdminsMessageIsConfirmedAndShownOnEveryDeviceOfTheUser() {
        String userId = newUser();
        String adminId = newAdmin();
        SocketClient phone = user(userId);
        SocketClient laptop = user(userId);
        SocketClient admin = admin(adminId);
        assertThat(ask(phone, "joinUserRoom", "userId", userId).get("seq").asLong())
                .isZero();
        assertThat(ask(laptop, "joinUserRoom", "userId", userId, "after", 0)
                        .get("seq")
                        .asLong())
                .isZero();

        JsonNode message = send(admin, userId, "Your order");

        assertThat(message.get("seq").asLong()).isEqualTo(1);
        assertThat(message.at("/userId/_id").asText()).isEqualTo(userId);
        assertThat(message.at("/sentBy/_id").asText()).isEqualTo(adminId);
        assertThat(message.at("/sentBy/name").asText()).isEqualTo("Alan Admin");
        assertThat(received(phone, 1).get("message")).isEqualTo(message);
        assertThat(received(laptop, 1).get("message")).isEqualTo(message);
    }

    @Test
    void aUserWhoWasAwayFindsTheMessageUnread() {
        String userId = newUser();
        SocketClient admin = admin(newAdmin());
        send(admin, userId, "While you were away");

        SocketClient user = user(userId);
        JsonNode joined = ask(user, "joinUserRoom", "userId", userId, "after", 0);

        assertThat(joined.get("type").asText()).isEqualTo("userRoomJoined");
        assertThat(joined.get("seq").asLong()).isEqualTo(1);
        assertThat(joined.get("unread").asLong()).isEqualTo(1);
        assertThat(received(user, 1).at("/message/title").asText()).isEqualTo("While you were away");
    }
}
