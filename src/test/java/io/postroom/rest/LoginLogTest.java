package io.postroom.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.postroom.faults.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.logging.Level;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What an operator reads of logins.
@QuarkusTest
class LoginLogTest extends RestTest {
    @Test
    void theLogNamesTheAccountThatWasRefusedAndNeverWhatWasTyped() {
        String id = LoginTest.someone("users", "logged@login.example");
        List<String> log = LogLines.during(Level.INFO, () -> {
            LoginTest.login("users", "logged@login.example", "wrong");
            LoginTest.login("users", "nobody-at-all@login.example", "wrong");
            String first = LoginTest.refreshToken("users", "logged@login.example");
            LoginTest.refresh("users", first).then().statusCode(200);
            collection("refreshtokens")
                    .updateMany(
                            Filters.eq("family", LoginTest.familyOf("logged@login.example")),
                            new Document(
                                    "$set",
                                    new Document(
                                            "usedAt", Date.from(Instant.now().minusSeconds(31)))));
            refused(LoginTest.refresh("users", first).then(), 401, "unauthorized");
        });
        assertThat(log)
                .contains("Login refused: user " + id, "Login refused: user unknown")
                .contains("A spent refresh token came again: login ended, user " + id)
                .noneMatch(line -> line.contains("@login.example"));
    }
}
