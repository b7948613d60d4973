package io.postroom.socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// The token in a cookie, which a browser sends along whoever asked for the request.
@QuarkusTest
@TestProfile(Published.class)
class CookieTest extends SocketTest {
    private final String id = new ObjectId().toHexString();
    private final String token = Tokens.user(id);

    @Test
    void anUpgradeWithTheCookieAloneNeedsAnAllowedOrigin() {
        RawRequest upgrade = RawRequest.upgrade("/ws/users/" + id).with("Cookie", Published.COOKIE + "=" + token);
        assertThat(upgrade.with("Origin", own()).status(port())).isEqualTo(101);
        assertThat(upgrade.with("Origin", Published.DESK).status(port())).isEqualTo(101);
        assertThat(upgrade.status(port())).as("no Origin").isEqualTo(403);
        for (String foreign : List.of("https://evil.example", "null", Published.DESK + ".evil.example")) {
            assertThat(upgrade.with("Origin", foreign).status(port()))
                    .as(foreign)
                    .isEqualTo(403);
        }
        assertThat(upgrade.withToken(token).status(port()))
                .as("a program that says its token needs none")
                .isEqualTo(101);
    }

    @Test
    void aCookieIsATokenLikeAnyOther() {
        RawRequest upgrade = RawRequest.upgrade("/ws/users/" + id).with("Origin", own());
        assertThat(upgrade.with("Cookie", "other=1; " + Published.COOKIE + "=" + token + "; more=2")
                        .status(port()))
                .isEqualTo(101);
        for (String bad : List.of(
                "garbage", "", token + "x", Tokens.of(id, "user", Instant.now().minusSeconds(60)))) {
            assertThat(upgrade.with("Cookie", Published.COOKIE + "=" + bad).status(port()))
                    .as(bad)
                    .isEqualTo(401);
        }
        assertThat(upgrade.with("Cookie", "other=" + token).status(port())).isEqualTo(401);
        assertThat(upgrade.with("Cookie", Published.COOKIE + "=" + Tokens.user(newUser()))
                        .status(port()))
                .isEqualTo(403);
    }

    @Test
    void aChangingRequestWithTheCookieAloneNeedsAnAllowedOrigin() {
        String all = "/api/report-messages/user/" + id + "/read";
        cookie().post(all).then().statusCode(403);
        cookie().header("Origin", "https://evil.example").post(all).then().statusCode(403);
        cookie().header("Origin", own()).post(all).then().statusCode(200);
        cookie().header("Origin", Published.SHOP).post(all).then().statusCode(200);
        cookie().auth().oauth2(token).post(all).then().statusCode(200);
        cookie().put("/api/users/" + id).then().statusCode(403);
    }

    @Test
    void aReadingRequestWithTheCookieAloneNeedsNone() {
        cookie().get("/api/report-messages/user/" + id).then().statusCode(200);
        cookie().header("Origin", "null")
                .get("/api/report-messages/user/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenThatIsSaidCountsBeforeTheCookie() {
        String cookie = Published.COOKIE + "=" + Tokens.admin(newAdmin());
        opened(SocketClient.connect(
                        url("/ws/users/" + id),
                        Map.of("Cookie", cookie, "Authorization", "Bearer " + token),
                        List.of(),
                        null))
                .await("welcome", SOON);
        String subprotocol = URLEncoder.encode(
                        "quarkus-http-upgrade#Authorization#Bearer " + token, StandardCharsets.UTF_8)
                .replace("+", "%20");
        opened(SocketClient.connect(
                        url("/ws/users/" + id),
                        Map.of("Cookie", cookie, "Origin", own()),
                        List.of("postroom.v1", subprotocol),
                        null))
                .await("welcome", SOON);
        given().header("Cookie", cookie)
                .auth()
                .oauth2("garbage")
                .get("/api/users")
                .then()
                .statusCode(401);
    }

    @Test
    void aStaleCookieKeepsNobodyFromLoggingInAnew() {
        given().header("Cookie", Published.COOKIE + "=stale")
                .header("Origin", own())
                .contentType(ContentType.JSON)
                .body(Map.of("email", "nobody@cookie.example", "password", "x", "session", "cookie"))
                .post("/api/auth/users/login")
                .then()
                .statusCode(400);
    }

    private RequestSpecification cookie() {
        return given().cookie(Published.COOKIE, token);
    }

    private String own() {
        return "http://localhost:" + port();
    }

    private int port() {
        return root.getPort();
    }
}
