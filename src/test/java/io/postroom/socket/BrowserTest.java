package io.postroom.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// Browsers, which can set no header at an upgrade.
@QuarkusTest
class BrowserTest extends SocketTest {

    @Test
    void aBrowserGivesItsTokenAsASubprotocolAndIsAnsweredByTheOther() {
        String user = newUser();
        SocketClient socket = opened(SocketClient.connectAsBrowser(url("/ws/users/" + user), Tokens.user(user)));
        assertEquals(user, socket.await("welcome", SOON).get("id").asText());
    }

    @Test
    void aBrowsersTokenForAnotherRoomIsRefusedBeforeASocketExists() {
        String url = url("/ws/users/" + newUser());
        String token = Tokens.user(newUser());
        SocketClient.Refused refused =
                assertThrows(SocketClient.Refused.class, () -> SocketClient.connectAsBrowser(url, token));
        assertEquals(403, refused.status());
    }
}
