package io.postroom.socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Pages of whose origin may open sockets and call the service.
@QuarkusTest
@TestProfile(Published.class)
class OriginTest extends SocketTest {
    private final String id = new ObjectId().toHexString();
    private final String token = Tokens.user(id);

    @Test
    void noOriginTheOwnAndTheAllowedOnesAreLetIn() {
        assertThat(upgrade().withToken(token).status(port())).isEqualTo(101);
        for (String origin : List.of(own(), Published.DESK, Published.SHOP)) {
            assertThat(upgrade().withToken(token).with("Origin", origin).status(port()))
                    .as(origin)
                    .isEqualTo(101);
            assertThat(me().withToken(token).with("Origin", origin).status(port()))
                    .as(origin)
                    .isEqualTo(404);
        }
    }

    @Test
    void whatOnlyLooksLikeAnAllowedOneIsForbiddenBeforeTheTokenIsLookedAt() {
        for (String origin : List.of(
                "https://evil.example",
                "null",
                Published.DESK + ".evil.example",
                Published.DESK + ":444",
                Published.DESK + "@evil.example",
                "http://desk.example",
                "https://shop.example",
                "https://evil.example#" + Published.DESK,
                own() + ".evil.example",
                own() + "0",
                "http://localhost",
                "")) {
            for (RawRequest request : List.of(upgrade(), me())) {
                assertThat(request.with("Origin", origin).status(port()))
                        .as("no token: " + origin)
                        .isEqualTo(403);
                assertThat(request.with("Origin", origin).withToken(token).status(port()))
                        .as("a good token: " + origin)
                        .isEqualTo(403);
            }
        }
        assertThat(upgrade().with("Origin", Published.DESK).status(port())).isEqualTo(401);
    }

    @Test
    void behindATrustedProxyTheOwnOriginIsTheOneThatTheClientSees() {
        for (RawRequest request : List.of(upgrade(), me())) {
            int letIn = request.path().startsWith("/ws") ? 101 : 404;
            RawRequest published = request.withToken(token)
                    .with("Host", "postroom.internal:8080")
                    .with("X-Forwarded-For", "198.51.100.7")
                    .with("X-Forwarded-Proto", "https")
                    .with("X-Forwarded-Host", "reports.example");
            assertThat(published.with("Origin", "https://reports.example").status(port()))
                    .isEqualTo(letIn);
            assertThat(published
                            .with("X-Forwarded-Port", "443")
                            .with("Origin", "https://reports.example")
                            .status(port()))
                    .isEqualTo(letIn);
            assertThat(published
                            .with("X-Forwarded-Port", "8443")
                            .with("Origin", "https://reports.example:8443")
                            .status(port()))
                    .isEqualTo(letIn);
            assertThat(published.with("Origin", "http://postroom.internal:8080").status(port()))
                    .isEqualTo(403);
            assertThat(published.with("Origin", "http://reports.example").status(port()))
                    .isEqualTo(403);
            assertThat(request.withToken(token)
                            .with("Host", "reports.example")
                            .with("X-Forwarded-Proto", "https")
                            .with("Origin", "https://reports.example")
                            .status(port()))
                    .as("a proxy that leaves Host alone")
                    .isEqualTo(letIn);
        }
    }

    @Test
    void forwardingHeadersOfSomebodyElseDoNotCount() {
        for (RawRequest request : List.of(upgrade(), me())) {
            RawRequest stranger = request.from(Published.STRANGER).withToken(token);
            assertThat(stranger.with("X-Forwarded-Proto", "https")
                            .with("X-Forwarded-Host", "evil.example")
                            .with("Origin", "https://evil.example")
                            .status(port()))
                    .isEqualTo(403);
            assertThat(stranger.with("Forwarded", "proto=https;host=evil.example")
                            .with("Origin", "https://evil.example")
                            .status(port()))
                    .isEqualTo(403);
            assertThat(stranger.with("X-Forwarded-Host", "evil.example")
                            .with("Origin", own())
                            .status(port()))
                    .as("nor do they shut the own out")
                    .isNotEqualTo(403);
        }
    }

    @Test
    void anAllowedPageIsAnsweredWithCredentials() {
        Response answer = given().header("Origin", Published.DESK)
                .auth()
                .oauth2(Tokens.admin(id))
                .get("/api/users?limit=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Published.DESK);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Expose-Headers")).containsIgnoringCase("Retry-After");
        Response refused = given().header("Origin", Published.DESK).get("/api/users");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin"))
                .as("a page can read why")
                .isEqualTo(Published.DESK);
    }

    @Test
    void anAllowedPageMayAskForEveryCallThatThereIs() {
        for (String method : List.of("GET", "POST", "PUT")) {
            Response answer = preflight(Published.SHOP, method);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Published.SHOP);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(answer.header("Access-Control-Allow-Methods").split(",\\s*"))
                    .contains(method);
            assertThat(answer.header("Access-Control-Allow-Headers")
                            .toLowerCase(Locale.ROOT)
                            .split(",\\s*"))
                    .contains("authorization", "content-type", "idempotency-key");
        }
        for (String origin : List.of("https://evil.example", "null", Published.SHOP + "0")) {
            Response answer = preflight(origin, "POST");
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).as(origin).isNull();
        }
    }

    private static Response preflight(String origin, String method) {
        return given().headers(Map.of(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        "authorization,content-type,idempotency-key"))
                .options("/api/report-messages");
    }

    private RawRequest upgrade() {
        return RawRequest.upgrade("/ws/users/" + id);
    }

    /// A call that has no answer for this user, whom the store does not know: 404 if it is let in.
    private static RawRequest me() {
        return RawRequest.get("/api/auth/me");
    }

    private String own() {
        return "http://localhost:" + port();
    }

    private int port() {
        return root.getPort();
    }
}
