package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefusalsTest extends RestTest {
    private static final List<String> READS = List.of(
            "/api/auth/me",
            "/api/users",
            "/api/users/nobody",
            "/api/users/nobody/orders",
            "/api/orders?limit=0",
            "/api/orders/nothing",
            "/api/report-messages/sent",
            "/api/report-messages/nothing",
            "/api/report-messages/user/nobody");

    @Test
    void withoutAGoodTokenNothingIsLookedAt() {
        String good = Tokens.admin(ADMIN);
        List<String> bad = List.of(
                "garbage",
                "a.b.c",
                good.substring(0, good.lastIndexOf('.') + 1),
                good + "x",
                Tokens.of(ADMIN, "admin", Instant.now().minusSeconds(1)));
        for (String path : READS) {
            refused(given().get(path).then(), 401, "unauthorized");
            for (String token : bad) {
                refused(as(token).get(path).then(), 401, "unauthorized");
            }
        }
        for (String path : List.of("/api/users/x", "/api/admins/x", "/api/orders/x")) {
            refused(given().body("{").put(path).then(), 401, "unauthorized");
            refused(as("garbage").body("{").put(path).then(), 401, "unauthorized");
            refused(user(id()).body("{").put(path).then(), 403, "forbidden");
        }
    }

    @Test
    void aTokenThatNamesNobodyIsToldWhichSettingToLookAt() {
        refused(
                as(Tokens.user("42"))
                        .get("/api/auth/me")
                        .then()
                        .body("detail", containsString("POSTROOM_JWT_ID_CLAIM")),
                401,
                "unauthorized");
        refused(
                as(Tokens.of(id(), "guest", Instant.now().plusSeconds(60)))
                        .get("/api/auth/me")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void whatIsNotThereAndWhatIsNotMeantAreProblemsToo() {
        refused(admin().get("/api/nothing").then(), 404, "notFound");
        refused(admin().delete("/api/users").then(), 405, "invalid");
        refused(given().body("{}").post("/api/auth/guests/login").then(), 404, "notFound");
    }

    @Test
    void aBodyThatIsTooLargeIsTooLarge() {
        String body = "{\"name\":\"" + "x".repeat(70_000) + "\",\"email\":\"a@b\"}";
        refused(admin().body(body).put("/api/users/" + id()).then(), 413, "tooLarge");
        refused(given().body(body).put("/api/users/" + id()).then(), 401, "unauthorized");
    }

    @Test
    void aBodyThatIsTooLargeIsTooLargeAtEveryDoorHoweverLarge() {
        for (int length : List.of(66_000, 3_000_000, 11_000_000)) {
            String body = "{\"title\":\"" + "x".repeat(length) + "\"}";
            String user = id();
            refused(admin().body(body).post("/api/report-messages").then(), 413, "tooLarge");
            refused(
                    user(user)
                            .body(body)
                            .post("/api/report-messages/user/" + user + "/read")
                            .then(),
                    413,
                    "tooLarge");
            refused(admin().body(body).put("/api/orders/" + id()).then(), 413, "tooLarge");
            refused(given().body(body).post("/api/auth/users/login").then(), 413, "tooLarge");
        }
    }

    @Test
    void theLimitCountsBytes() {
        String body = "{\"title\":\"" + "€".repeat(22_000) + "\"}";
        refused(admin().body(body).post("/api/report-messages").then(), 413, "tooLarge");
        refused(admin().body(body).put("/api/users/" + id()).then(), 413, "tooLarge");
    }

    @Test
    void whatIsWrongWithABodyIsSaidOfTheBody() {
        for (String body : List.of("", "{", "[]", "7")) {
            for (ValidatableResponse answer : List.of(
                    admin().body(body).post("/api/report-messages").then(),
                    admin().body(body).put("/api/users/" + id()).then(),
                    given().body(body).post("/api/auth/users/login").then())) {
                refused(answer, 400, "invalid");
                answer.body("detail", startsWith("the body is "));
            }
        }
    }

    @Test
    void aQueryValueThatStandsTwiceIsInvalidAndNamed() {
        Map<String, List<String>> calls = Map.of(
                "/api/users",
                List.of("q", "limit", "cursor", "with"),
                "/api/orders",
                List.of("q", "limit", "cursor"),
                "/api/report-messages/sent",
                List.of("before", "limit"),
                "/api/report-messages/user/" + id(),
                List.of("before", "limit", "unread", "status", "q"));
        calls.forEach((path, names) -> names.forEach(
                name -> refused(admin().queryParam(name, "1", "2").get(path).then(), 400, "invalid", name)));
    }

    @Test
    void whoMayNotMarkAsReadIsToldWhy() {
        String path = "/api/report-messages/user/" + id() + "/read";
        ValidatableResponse another = user(id()).post(path).then();
        refused(another, 403, "forbidden");
        another.body("detail", containsString("another user"));
        ValidatableResponse admin = admin().post(path).then();
        refused(admin, 403, "forbidden");
        admin.body("detail", containsString("not an admin"));
    }

    @Test
    void everyAnswerSaysThatItDependsOnTheOrigin() {
        String own = "http://localhost:" + io.restassured.RestAssured.port;
        List<Response> answers = List.of(
                admin().get("/api/users"),
                given().get("/api/users"),
                admin().header("Origin", own).get("/api/users"),
                admin().header("Origin", "https://evil.example").get("/api/users"),
                given().get("/api/openapi.json"),
                given().get("/"));
        for (Response answer : answers) {
            assertThat(answer.getHeaders().getValues("Vary")).contains("Origin");
        }
    }

    @Test
    void aForeignOriginIsRefusedBeforeTheTokenIsLookedAt() {
        for (String origin :
                List.of("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1")) {
            given().header("Origin", origin).get("/api/auth/me").then().statusCode(403);
            admin().header("Origin", origin).get("/api/users").then().statusCode(403);
        }
    }

    @Test
    void theServersOwnOriginAndNoneAreAllowed() {
        String own = "http://localhost:" + io.restassured.RestAssured.port;
        admin().header("Origin", own).get("/api/users").then().statusCode(200);
        admin().get("/api/users").then().statusCode(200);
    }

    @Test
    void forwardingHeadersCountForNobodyUnlessProxiesAreTrusted() {
        given().header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("Origin", "https://evil.example")
                .get("/api/auth/me")
                .then()
                .statusCode(403);
    }
}
