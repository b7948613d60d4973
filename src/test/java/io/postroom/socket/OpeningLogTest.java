package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.faults.LogLines;
import io.postroom.faults.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.logging.Level;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What an operator reads of those who are refused.
@QuarkusTest
class OpeningLogTest extends SocketTest {
    @Test
    void whoKnocksWithABadTokenIsNoErrorInTheLog() {
        String url = url("/ws/users/" + new ObjectId().toHexString());
        List<String> errors = LogLines.during(Level.SEVERE, () -> {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> SocketClient.connect(url, "garbage"))
                        .isInstanceOfSatisfying(
                                SocketClient.Refused.class,
                                refused -> assertThat(refused.status()).isEqualTo(401));
            }
        });
        assertThat(errors).isEmpty();
    }
}
