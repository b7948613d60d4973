package io.postroom.rest;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `POSTROOM_LOGIN=off`, though there is a key to sign with.
@QuarkusTest
@TestProfile(LoginTurnedOffTest.Off.class)
class LoginTurnedOffTest extends NoLoginTest {
    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("postroom.login", "off");
        }
    }

    @Test
    void tokensOfOthersAreBelievedAsEver() {
        String id = user("Olga Other", "olga@off.example");
        user(id).get("/api/auth/me").then().statusCode(200).body("_id", equalTo(id));
    }
}
