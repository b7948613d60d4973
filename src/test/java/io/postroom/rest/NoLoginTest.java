package io.postroom.rest;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An installation without a login of its own, for whichever reason.
abstract class NoLoginTest extends RestTest {
    @Test
    void loginRefreshAndLogoutAreNotThere() {
        for (String role : List.of("users", "admins")) {
            for (String call : List.of("login", "refresh", "logout")) {
                for (String body : List.of(
                        "", "{}", "{\"email\":\"a@b.example\",\"password\":\"x\"}", "{\"refreshToken\":\"x\"}")) {
                    refused(
                            given().contentType(ContentType.JSON)
                                    .body(body)
                                    .post("/api/auth/" + role + "/" + call)
                                    .then(),
                            404,
                            "notFound");
                }
            }
        }
    }

    @Test
    void whoCallsIsStillAsked() {
        refused(given().get("/api/auth/me").then(), 401, "unauthorized");
    }
}
