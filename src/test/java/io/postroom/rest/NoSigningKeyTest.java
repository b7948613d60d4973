package io.postroom.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/// Only tokens of others are believed: there is nothing to sign own ones with.
@QuarkusTest
@TestProfile(NoSigningKeyTest.PublicKeyOnly.class)
class NoSigningKeyTest extends NoLoginTest {
    public static class PublicKeyOnly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("postroom.jwt.secret", "", "postroom.jwt.public-key", """
                    -----BEGIN PUBLIC KEY-----
                    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhqk+GU233WpMH05uhxCW6a9lBHeh
                    3fpuidWB/Syd2c40Roq+Z+y+Bh98l0PYDH/P86ujM74zah1C7rhZxe3AIw==
                    -----END PUBLIC KEY-----
                    """);
        }
    }
}
