package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets a socket, and who is refused before one exists.
@QuarkusTest
class OpeningTest extends SocketTest {
    private final String id = new ObjectId().toHexString();

    @Test
    void theWelcomeComesFirstAndSaysWhoOneIsAndWhatTheLimitsAre() {
        SocketClient admin = admin(newAdmin());
        admin.await("welcome", SOON);
        JsonNode welcome = admin.frames().getFirst();
        assertThat(names(welcome)).containsExactly("type", "role", "id", "log", "limits", "heartbeatMs");
        assertThat(welcome.get("role").asText()).isEqualTo("admin");
        assertThat(names(welcome.get("limits"))).containsExactly("frame", "title", "message", "sendsInFlight");
        assertThat(welcome.at("/limits/frame").asInt()).isEqualTo(65_536);
        assertThat(welcome.at("/limits/title").asInt()).isEqualTo(200);
        assertThat(welcome.at("/limits/message").asInt()).isEqualTo(2000);
        assertThat(welcome.get("log").asText()).isNotEmpty();
        JsonNode other = user(id).await("welcome", SOON);
        assertThat(other.get("id").asText()).isEqualTo(id);
        assertThat(other.get("role").asText()).isEqualTo("user");
        assertThat(other.get("log")).isEqualTo(welcome.get("log"));
    }

    @Test
    void anIdInUpperCaseIsTheSameId() {
        String upper = id.toUpperCase(Locale.ROOT);
        assertThat(opened(SocketClient.connect(url("/ws/users/" + upper), Tokens.user(id)))
                        .await("welcome", SOON)
                        .get("id")
                        .asText())
                .isEqualTo(id);
        assertThat(opened(SocketClient.connect(url("/ws/users/" + id), Tokens.user(upper)))
                        .await("welcome", SOON)
                        .get("id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void noTokenIsUnauthorized() {
        assertThat(refused("/ws/users/" + id, Map.of()).status()).isEqualTo(401);
        assertThat(refused("/ws/users/" + id + "?token=" + Tokens.user(id), Map.of())
                        .status())
                .as("never in the URL")
                .isEqualTo(401);
    }

    @Test
    void whoIsUnauthorizedIsToldWhyInAProblemWithOrWithoutAToken() {
        for (RawRequest request : List.of(
                RawRequest.upgrade("/ws/users/" + id),
                RawRequest.upgrade("/ws/users/" + id).withToken("garbage"),
                RawRequest.upgrade("/ws/users/" + id).withToken(Tokens.user("4711")))) {
            assertThat(request.answer(root.getPort()))
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("www-authenticate: Bearer error=\"invalid_token\"")
                    .contains("\"code\":\"unauthorized\"");
        }
    }

    @Test
    void aCookieIsNoTokenUnlessOneIsNamed() {
        for (String name : List.of("access", "token", "Bearer", "jwt", "postroom-user")) {
            assertThat(refused("/ws/users/" + id, Map.of("Cookie", name + "=" + Tokens.user(id)))
                            .status())
                    .as(name)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "..", "", "null"})
    void garbageIsUnauthorized(String token) {
        assertThat(refusedWith(token).status()).isEqualTo(401);
    }

    @Test
    void anExpiredTokenIsUnauthorized() {
        assertThat(refusedWith(Tokens.of(id, "user", Instant.now().minusSeconds(120)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherKeyOrWithoutASignatureIsUnauthorized() {
        String token = Tokens.user(id);
        assertThat(refusedWith(Jwt.subject(id)
                                .groups("user")
                                .expiresIn(3600)
                                .signWithSecret("another secret that is long enough"))
                        .status())
                .isEqualTo(401);
        assertThat(refusedWith(token.substring(0, token.lastIndexOf('.') + 1)).status())
                .isEqualTo(401);
        assertThat(refusedWith(token.substring(0, token.lastIndexOf('.'))).status())
                .isEqualTo(401);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(refusedWith(none + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlySubDecidesWhoSomeoneIs() {
        assertThat(refusedWith(Jwt.upn(id)
                                .preferredUserName(id)
                                .groups("user")
                                .expiresIn(3600)
                                .signWithSecret(Tokens.SECRET))
                        .status())
                .isEqualTo(401);
        String other = new ObjectId().toHexString();
        assertThat(refusedWith(Jwt.subject(other)
                                .upn(id)
                                .preferredUserName(id)
                                .groups("user")
                                .expiresIn(3600)
                                .signWithSecret(Tokens.SECRET))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anIdClaimThatIsNoIdIsUnauthorizedWithATextThatNamesTheVariable() {
        SocketClient.Refused refused = refusedWith(Tokens.user("4711"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("POSTROOM_JWT_ID_CLAIM");
    }

    @Test
    void aTokenForAnotherRoomOrRoleIsForbiddenPercentEncodedPathsIncluded() {
        String other = new ObjectId().toHexString();
        String encoded = "%" + Integer.toHexString(other.charAt(0)) + other.substring(1);
        String user = Tokens.user(id);
        for (String path : List.of(
                "/ws/users/" + other,
                "/ws/users/" + encoded,
                "/ws/admins/" + id,
                "/ws/%61dmins/" + id,
                "/ws/admins/" + encoded,
                "/ws/users/xyz",
                "/ws/users/" + id + "%20",
                "/ws/users/%00" + id)) {
            assertThat(refused(path, bearer(user)).status()).as(path).isEqualTo(403);
        }
        assertThat(refused("/ws/users/" + id, bearer(Tokens.admin(id))).status())
                .isEqualTo(403);
        assertThat(refused("/ws/admins/" + other, bearer(Tokens.admin(id))).status())
                .isEqualTo(403);
        assertThat(refusedWith(Jwt.subject(id)
                                .groups(Set.of("stranger"))
                                .expiresIn(3600)
                                .signWithSecret(Tokens.SECRET))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aForeignOriginIsForbiddenBeforeTheTokenIsLookedAt() {
        String own = root.toString().replaceFirst("/$", "");
        for (String origin : List.of(
                "https://evil.example", "null", own + ".evil.example", own + "0", "http://localhost", "https://evil")) {
            assertThat(refused("/ws/users/" + id, Map.of("Origin", origin)).status())
                    .as(origin)
                    .isEqualTo(403);
            assertThat(refused(
                                    "/ws/users/" + id,
                                    Map.of("Origin", origin, "Authorization", "Bearer " + Tokens.user(id)))
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        opened(SocketClient.connect(
                        url("/ws/users/" + id),
                        Map.of("Origin", own, "Authorization", "Bearer " + Tokens.user(id)),
                        List.of(),
                        null))
                .await("welcome", SOON);
    }

    @Test
    void aBrowserBringsItsTokenAsASubprotocolAndIsAnsweredByOurs() {
        SocketClient browser = opened(SocketClient.connect(
                url("/ws/users/" + id),
                Map.of(),
                List.of("postroom.v1", subprotocol("Authorization", "Bearer " + Tokens.user(id))),
                null));
        browser.await("welcome", SOON);
        assertThat(browser.subprotocol()).isEqualTo("postroom.v1");
    }

    @Test
    void theTokensSubprotocolAloneIsRefusedAsTheClientsFault() {
        SocketClient.Refused refused =
                refused("/ws/users/" + id, Map.of(), subprotocol("Authorization", "Bearer " + Tokens.user(id)));
        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Cookie", "Origin", "Host", "X-Forwarded-Host"})
    void noOtherHeaderComesByASubprotocol(String name) {
        SocketClient.Refused refused = refused(
                "/ws/users/" + id,
                Map.of("Authorization", "Bearer " + Tokens.user(id)),
                "postroom.v1",
                subprotocol(name, "10.0.0.1"));
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void aWrongTokenAsASubprotocolIsUnauthorized() {
        assertThat(refused("/ws/users/" + id, Map.of(), "postroom.v1", subprotocol("Authorization", "Bearer x"))
                        .status())
                .isEqualTo(401);
        for (String broken :
                List.of("quarkus-http-upgrade", "quarkus-http-upgrade#Authorization", "quarkus-http-upgrade%zz")) {
            assertThat(refused("/ws/users/" + id, Map.of(), "postroom.v1", broken)
                            .status())
                    .isEqualTo(400);
        }
    }

    private static String subprotocol(String name, String value) {
        String plain = "quarkus-http-upgrade#" + name + "#" + value;
        return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private SocketClient.Refused refusedWith(String token) {
        return refused("/ws/users/" + id, bearer(token));
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private SocketClient.Refused refused(String path, Map<String, String> headers, String... protocols) {
        SocketClient.Refused refused = catchThrowableOfType(
                SocketClient.Refused.class,
                () -> opened(SocketClient.connect(url(path), headers, List.of(protocols), null)));
        assertThat(refused).as("refused: " + path).isNotNull();
        return refused;
    }

    /// Traefik hands on the `Upgrade` of such an offer and drops the settings that belong to it.
    @Test
    void anOfferOfHttp2IsPassedOver() {
        RawRequest offer = RawRequest.get("/api/openapi.json")
                .with("Connection", "Upgrade, HTTP2-Settings")
                .with("Upgrade", "h2c");
        assertThat(offer.answer(root.getPort())).startsWith("HTTP/1.1 200");
        assertThat(offer.with("HTTP2-Settings", "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA")
                        .answer(root.getPort()))
                .startsWith("HTTP/1.1 200");
    }
}
