package io.postroom.web;

import static io.restassured.RestAssured.given;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POSTROOM_PAGES=off`.
@QuarkusTest
@TestProfile(NoPagesTest.Off.class)
class NoPagesTest {
    @Inject
    Bundle bundle;

    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("postroom.pages", "off");
        }
    }

    @Test
    void noPageAndNothingOfThemIsThere() {
        given().redirects().follow(false).get("/").then().statusCode(404);
        given().get("/login").then().statusCode(404);
        given().get("/profile/reports").then().statusCode(404);
        given().redirects().follow(false).get("/admin").then().statusCode(404);
        given().get("/admin/orders").then().statusCode(404);
        given().get(bundle.script("app")).then().statusCode(404);
        given().get(bundle.style("app")).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/admin", "/no/such/page"})
    void peopleAreToldAsProgramsAre(String path) {
        given().accept("text/html,*/*;q=0.8").get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void callsAreAnsweredAsEver() {
        given().get("/api/auth/me").then().statusCode(401);
    }
}
