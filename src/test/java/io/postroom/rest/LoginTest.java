package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.mongodb.client.model.Filters;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest extends RestTest {
    private static final String PASSWORD = "correct horse";

    static String someone(String collection, String email) {
        return person(collection, "Some One", email, PASSWORD);
    }

    private static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/" + path);
    }

    static Response login(String role, String email, String password) {
        return post(role + "/login", Map.of("email", email, "password", password, "session", "body"));
    }

    static String refreshToken(String role, String email) {
        return login(role, email, PASSWORD).then().statusCode(200).extract().path("refreshToken");
    }

    static Response refresh(String role, String token) {
        return post(role + "/refresh", Map.of("refreshToken", token));
    }

    @Test
    void aProgramGetsBothTokensInTheBodyAndNoCookie() {
        String id = someone("users", "program@login.example");
        Response answer = login("users", "program@login.example", PASSWORD);
        answer.then().statusCode(200).body("role", equalTo("user")).body("id", equalTo(id));
        assertThat(answer.getHeader("Set-Cookie")).isNull();
        Duration life = Duration.between(Instant.now(), Instant.parse(answer.path("expiresAt")));
        assertThat(life).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        String token = answer.path("accessToken");
        as(token)
                .get("/api/auth/me")
                .then()
                .statusCode(200)
                .body(
                        "",
                        equalTo(Map.of(
                                "_id", id, "name", "Some One", "email", "program@login.example", "role", "user")));
    }

    @Test
    void aBrowserGetsTheRefreshTokenInACookieOfItsRole() {
        someone("admins", "browser@login.example");
        Response answer = post("admins/login", Map.of("email", "browser@login.example", "password", PASSWORD));
        answer.then().statusCode(200).body("role", equalTo("admin")).body("$", not(hasKey("refreshToken")));
        String cookie = answer.getHeader("Set-Cookie");
        assertThat(cookie)
                .startsWith("postroom-admin=")
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/api/auth/admins", "Max-Age=2592000");
        String value = cookie.substring("postroom-admin=".length(), cookie.indexOf(';'));

        Response next = given().cookie("postroom-admin", value).post("/api/auth/admins/refresh");
        next.then().statusCode(200).body("$", not(hasKey("refreshToken"))).body("accessToken", containsString("."));
        assertThat(next.getHeader("Set-Cookie")).startsWith("postroom-admin=").doesNotContain(value);

        Response out = given().cookie("postroom-admin", value).post("/api/auth/admins/logout");
        out.then().statusCode(204);
        assertThat(out.getHeader("Set-Cookie")).startsWith("postroom-admin=;").contains("Max-Age=0");
    }

    @Test
    void anUnknownEmailAndAWrongPasswordAreAnsweredAlike() {
        someone("users", "alike@login.example");
        Response wrong = login("users", "alike@login.example", "wrong");
        Response unknown = login("users", "nobody@login.example", "wrong");
        refused(wrong.then(), 401, "unauthorized");
        refused(unknown.then(), 401, "unauthorized");
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void aWrongPasswordHasATitleThatFitsALogin() {
        login("users", "nobody@login.example", "wrong").then().body("title", equalTo("Unauthorized"));
    }

    @Test
    void anAdminIsNoUserAndAUserNoAdmin() {
        someone("users", "onlyuser@login.example");
        refused(login("admins", "onlyuser@login.example", PASSWORD).then(), 401, "unauthorized");
        String token = refreshToken("users", "onlyuser@login.example");
        refused(refresh("admins", token).then(), 401, "unauthorized");
        refresh("users", token).then().statusCode(200);
    }

    @Test
    void anEmailKeptInLowerCaseIsFoundInAnyCase() {
        someone("users", "lower@login.example");
        login("users", "Lower@Login.Example", PASSWORD).then().statusCode(200);
    }

    @Test
    void aLoginThatDoesNotFitIsInvalidWithTheFieldAtFault() {
        Map<String, String> bodies = Map.of(
                "{\"password\":\"x\"}", "email",
                "{\"email\":{\"$ne\":null},\"password\":\"x\"}", "email",
                "{\"email\":\"a@b\"}", "password",
                "{\"email\":\"a@b\",\"password\":{\"$ne\":null}}", "password",
                "{\"email\":\"a@b\",\"password\":\"x\",\"session\":\"cookie\"}", "session",
                "{\"email\":\"a@b\",\"password\":\"x\",\"session\":1}", "session");
        bodies.forEach((body, field) -> refused(post("users/login", body).then(), 400, "invalid", field));
        refused(post("users/login", "[]").then(), 400, "invalid");
        refused(post("users/refresh", "{\"refreshToken\":7}").then(), 400, "invalid", "refreshToken");
    }

    @Test
    void aTokenThatHasEndedKeepsNobodyFromLoggingInAnew() {
        someone("users", "anew@login.example");
        given().auth()
                .oauth2("garbage")
                .contentType(ContentType.JSON)
                .body(Map.of("email", "anew@login.example", "password", PASSWORD))
                .post("/api/auth/users/login")
                .then()
                .statusCode(200);
    }

    @Test
    void afterTenWrongPasswordsEvenTheRightOneHasToWait() {
        someone("users", "guessed@login.example");
        for (int i = 0; i < 5; i++) {
            refused(login("users", "guessed@login.example", "wrong").then(), 401, "unauthorized");
        }
        login("users", "guessed@login.example", PASSWORD).then().statusCode(200);
        for (int i = 0; i < 5; i++) {
            refused(login("users", "GUESSED@login.example", "wrong").then(), 401, "unauthorized");
        }
        for (String password : List.of("wrong", PASSWORD)) {
            Response answer = login("users", "guessed@login.example", password);
            refused(answer.then(), 429, "rateLimited");
            assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 301);
        }
        collection("loginattempts")
                .updateMany(
                        Filters.eq("account", "user:guessed@login.example"),
                        new Document(
                                "$set",
                                new Document("at", Date.from(Instant.now().minusSeconds(301)))));
        login("users", "guessed@login.example", PASSWORD).then().statusCode(200);
    }

    @Test
    void manyGuessesAtOnceAreNotMoreThanTheLimit() {
        someone("users", "stormed@login.example");
        List<Integer> answers = java.util.stream.IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> login("users", "stormed@login.example", "wrong").statusCode())
                .toList();
        assertThat(answers).containsOnly(401, 429);
        assertThat(answers.stream().filter(status -> status == 401).count()).isEqualTo(10);
    }

    @Test
    void aHundredWrongPasswordsFromAnywhereCloseAnAccount() {
        someone("users", "spread@login.example");
        List<Document> wrong = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> new Document("account", "user:spread@login.example")
                        .append("address", "198.51.100." + i)
                        .append("at", Date.from(Instant.now()))
                        .append("wrong", true))
                .toList();
        collection("loginattempts").insertMany(wrong);
        refused(login("users", "spread@login.example", PASSWORD).then(), 429, "rateLimited");
    }

    @Test
    void aRefreshTokenUsedAgainAtOnceGivesAnotherAndLaterEndsTheFamily() {
        someone("users", "reuse@login.example");
        String first = refreshToken("users", "reuse@login.example");
        String second = refresh("users", first).then().statusCode(200).extract().path("refreshToken");
        String third = refresh("users", first).then().statusCode(200).extract().path("refreshToken");
        assertThat(List.of(second, third)).doesNotContain(first).doesNotHaveDuplicates();
        String fourth =
                refresh("users", second).then().statusCode(200).extract().path("refreshToken");

        Document one =
                collection("refreshtokens").find(Filters.ne("usedAt", null)).first();
        assertThat(one).isNotNull();
        collection("refreshtokens")
                .updateMany(
                        Filters.eq("family", familyOf("reuse@login.example")),
                        new Document(
                                "$set",
                                new Document("usedAt", Date.from(Instant.now().minusSeconds(31)))));
        refused(refresh("users", first).then(), 401, "unauthorized");
        for (String token : List.of(second, third, fourth)) {
            refused(refresh("users", token).then(), 401, "unauthorized");
        }
    }

    static String familyOf(String email) {
        String person = collection("users")
                .find(Filters.eq("email", email))
                .first()
                .getObjectId("_id")
                .toHexString();
        return collection("loginfamilies")
                .find(Filters.eq("person", person))
                .first()
                .getString("_id");
    }

    @Test
    void noTokenAndNonsenseAreUnauthorized() {
        refused(given().post("/api/auth/users/refresh").then(), 401, "unauthorized");
        refused(refresh("users", "nonsense").then(), 401, "unauthorized");
        refused(
                given().cookie("postroom-user", "nonsense")
                        .post("/api/auth/users/refresh")
                        .then(),
                401,
                "unauthorized");
    }

    @Test
    void aLogoutEndsTheFamilyWhateverItIsGiven() {
        someone("users", "out@login.example");
        String first = refreshToken("users", "out@login.example");
        String second = refresh("users", first).path("refreshToken");
        post("users/logout", Map.of("refreshToken", first)).then().statusCode(204);
        refused(refresh("users", second).then(), 401, "unauthorized");
        for (String body :
                List.of("", "nonsense", "[]", "{\"refreshToken\":7}", "{\"refreshToken\":\"" + first + "\"}")) {
            post("users/logout", body).then().statusCode(204);
        }
    }

    @Test
    void aPersonWhomTheStoreDoesNotKnowIsNotFound() {
        refused(user(id()).get("/api/auth/me").then(), 404, "notFound");
    }
}
