package io.postroom.identity;

import static io.postroom.identity.SignedToken.ID;
import static io.postroom.identity.SignedToken.claims;
import static io.postroom.identity.SignedToken.ec;
import static io.postroom.identity.SignedToken.jwks;
import static io.postroom.identity.SignedToken.pem;
import static io.postroom.identity.SignedToken.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final Callers CALLERS = Settings.secret(SECRET).callers();
    private static final KeyPair RSA = rsa();
    private static final KeyPair EC = ec();

    private static Key key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static String token(Map<String, Object> claims) {
        return SignedToken.of(claims, "HS256", key(SECRET), null);
    }

    private static String with(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return token(claims);
    }

    private static String without(String name) {
        Map<String, Object> claims = claims();
        claims.remove(name);
        return token(claims);
    }

    private static void refused(Callers callers, String token, ErrorCode code, String part) {
        assertThatThrownBy(() -> callers.verify(token))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContaining(part);
    }

    private static void refused(Callers callers, String token) {
        refused(callers, token, ErrorCode.UNAUTHORIZED, "");
    }

    @Test
    void aGoodTokenSaysWhoCalls() {
        Map<String, Object> claims = claims();
        claims.put("name", "Anna");
        claims.put("sid", "login");
        Caller caller = CALLERS.verify(token(claims));
        assertThat(caller)
                .isEqualTo(new Caller(
                        ID,
                        Role.user,
                        "Anna",
                        "login",
                        Instant.ofEpochSecond(((Number) claims.get("exp")).longValue())));
    }

    @Test
    void theIdIsAnsweredInLowerCase() {
        assertThat(CALLERS.verify(with("sub", "6500000000000000000000AB")).id()).isEqualTo("6500000000000000000000ab");
    }

    @Test
    void garbageIsUnauthorized() {
        String good = token(claims());
        for (String bad : List.of(
                "",
                ".",
                "..",
                "a.b.c",
                "a.b.c.d.e",
                good + "x",
                good.substring(1),
                good.substring(0, good.lastIndexOf('.')))) {
            refused(CALLERS, bad);
        }
        refused(CALLERS, good.substring(0, good.lastIndexOf('.') + 1));
    }

    @Test
    void anotherKeyAnotherAlgorithmAndNoneAreUnauthorized() {
        refused(CALLERS, SignedToken.of(claims(), "HS256", key("another secret of thirty-two bytes or more"), null));
        refused(CALLERS, SignedToken.of(claims(), "HS512", key(SECRET), null));
        refused(CALLERS, SignedToken.of(claims(), "none", null, null));
        refused(CALLERS, SignedToken.of(claims(), "RS256", RSA.getPrivate(), null));
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret() {
        Callers callers = Settings.publicKey(pem(RSA.getPublic())).callers();
        assertThat(callers.verify(SignedToken.of(claims(), "RS256", RSA.getPrivate(), null))
                        .id())
                .isEqualTo(ID);
        refused(callers, SignedToken.of(claims(), "HS256", key(pem(RSA.getPublic())), null));
        refused(
                callers,
                SignedToken.of(
                        claims(), "HS256", new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"), null));
        refused(callers, SignedToken.of(claims(), "RS512", RSA.getPrivate(), null));
    }

    @Test
    void aTokenThatHasEndedIsEarlyOrHasNoEndIsUnauthorized() {
        long now = Instant.now().getEpochSecond();
        refused(CALLERS, with("exp", now - 1), ErrorCode.UNAUTHORIZED, "ended");
        refused(CALLERS, with("nbf", now + 60), ErrorCode.UNAUTHORIZED, "not valid yet");
        refused(CALLERS, without("exp"), ErrorCode.UNAUTHORIZED, "exp");
        refused(CALLERS, with("exp", "tomorrow"));
        refused(CALLERS, with("exp", Long.MAX_VALUE));
    }

    @Test
    void issuerAndAudienceAreCheckedWhereTheyAreConfigured() {
        Callers callers = Settings.secret(SECRET).from("us", "postroom").callers();
        Map<String, Object> claims = claims();
        refused(callers, token(claims), ErrorCode.UNAUTHORIZED, "issuer");
        claims.put("iss", "us");
        refused(callers, token(claims), ErrorCode.UNAUTHORIZED, "audience");
        claims.put("aud", List.of("other", "postroom"));
        assertThat(callers.verify(token(claims)).id()).isEqualTo(ID);
        claims.put("aud", "postroom");
        assertThat(callers.verify(token(claims)).id()).isEqualTo(ID);
        claims.put("iss", "us2");
        refused(callers, token(claims), ErrorCode.UNAUTHORIZED, "issuer");
        assertThat(CALLERS.verify(token(claims)).id()).isEqualTo(ID);
    }

    @Test
    void onlyTheIdClaimDecidesAndItsSettingIsNamed() {
        Map<String, Object> claims = claims();
        claims.remove("sub");
        claims.put("upn", ID);
        claims.put("preferred_username", ID);
        refused(CALLERS, token(claims), ErrorCode.UNAUTHORIZED, "POSTROOM_JWT_ID_CLAIM");
        for (Object id : List.of("anna", "", 42, List.of(ID), ID + "0")) {
            refused(CALLERS, with("sub", id), ErrorCode.UNAUTHORIZED, "POSTROOM_JWT_ID_CLAIM");
        }
        claims.put("sub", "6500000000000000000000c1");
        assertThat(CALLERS.verify(token(claims)).id()).isEqualTo("6500000000000000000000c1");
    }

    @Test
    void theRoleIsUserOrAdminAStringOrInAList() {
        assertThat(CALLERS.verify(with("groups", "admin")).role()).isEqualTo(Role.admin);
        assertThat(CALLERS.verify(with("groups", List.of("x", "user"))).role()).isEqualTo(Role.user);
        assertThat(CALLERS.verify(with("groups", List.of("user", "admin"))).role())
                .isEqualTo(Role.admin);
        for (Object role : List.of("Admin", "administrator", List.of(), 1, Map.of("admin", true))) {
            refused(CALLERS, with("groups", role), ErrorCode.FORBIDDEN, "POSTROOM_JWT_ROLE_CLAIM");
        }
        refused(CALLERS, without("groups"), ErrorCode.FORBIDDEN, "POSTROOM_JWT_ROLE_CLAIM");
    }

    @Test
    void theClaimsOfOtherSystemsCanBeNamed() {
        Map<String, Object> claims = Map.of(
                "id", ID, "role", "admin", "exp", Instant.now().plusSeconds(60).getEpochSecond());
        assertThat(Settings.secret(SECRET)
                        .claims("id", "role")
                        .callers()
                        .verify(token(claims))
                        .role())
                .isEqualTo(Role.admin);
        Map<String, Object> nested = Map.of(
                "user",
                Map.of("id", ID),
                "realm_access",
                Map.of("roles", List.of("user")),
                "exp",
                Instant.now().plusSeconds(60).getEpochSecond());
        assertThat(Settings.secret(SECRET)
                        .claims("user/id", "realm_access/roles")
                        .callers()
                        .verify(token(nested))
                        .id())
                .isEqualTo(ID);
    }

    @Test
    void severalKeysAreToldApartByTheirNames() {
        Callers callers =
                Settings.publicKey(jwks(Map.of("one", RSA, "two", EC))).callers();
        assertThat(callers.verify(SignedToken.of(claims(), "RS256", RSA.getPrivate(), "one"))
                        .id())
                .isEqualTo(ID);
        assertThat(callers.verify(SignedToken.of(claims(), "ES256", EC.getPrivate(), "two"))
                        .id())
                .isEqualTo(ID);
        assertThat(callers.verify(SignedToken.of(claims(), "ES256", EC.getPrivate(), null))
                        .id())
                .isEqualTo(ID);
        refused(callers, SignedToken.of(claims(), "RS256", RSA.getPrivate(), "two"));
        refused(callers, SignedToken.of(claims(), "RS256", rsa().getPrivate(), "one"));
    }

    @Test
    void aKeyThatIsNewAtTheUrlIsFound() throws Exception {
        AtomicReference<String> served = new AtomicReference<>(jwks(Map.of("one", RSA)));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            byte[] body = served.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
            Callers callers = Settings.jwksUrl(url).callers();
            assertThat(callers.verify(SignedToken.of(claims(), "RS256", RSA.getPrivate(), "one"))
                            .id())
                    .isEqualTo(ID);
            refused(callers, SignedToken.of(claims(), "RS256", rsa().getPrivate(), "one"));
            served.set(jwks(Map.of("one", RSA, "two", EC)));
            // Looked for at most once a second.
            String late = SignedToken.of(claims(), "ES256", EC.getPrivate(), "two");
            await().untilAsserted(
                            () -> assertThatCode(() -> callers.verify(late)).doesNotThrowAnyException());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aUrlThatDoesNotAnswerLetsNobodyIn() {
        refused(
                Settings.jwksUrl("http://127.0.0.1:1/jwks").callers(),
                SignedToken.of(claims(), "RS256", RSA.getPrivate(), null));
    }

    @Test
    void ownTokensAreBelievedByTheirPublicHalf() {
        for (Settings settings : List.of(
                Settings.secret(SECRET),
                Settings.privateKey(pem(RSA.getPrivate())),
                Settings.privateKey(pem(EC.getPrivate()).replace("\n", "\\n")),
                Settings.secret(SECRET).from("us", "them").claims("user/id", "role"))) {
            OwnTokens own = settings.ownTokens();
            assertThat(own.on()).isTrue();
            Caller caller = settings.callers()
                    .verify(own.issue(ID, Role.admin, "Ada", "login", Instant.now())
                            .token());
            assertThat(caller.id()).isEqualTo(ID);
            assertThat(caller.role()).isEqualTo(Role.admin);
            assertThat(caller.session()).isEqualTo("login");
        }
        assertThat(Settings.publicKey(pem(RSA.getPublic())).ownTokens().on()).isFalse();
    }

    @Test
    void olderFormsOfPrivateKeysAreReadToo() {
        byte[] inner = java.util.Arrays.copyOfRange(
                RSA.getPrivate().getEncoded(), 26, RSA.getPrivate().getEncoded().length);
        String pkcs1 = "-----BEGIN RSA PRIVATE KEY-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(inner) + "\n-----END RSA PRIVATE KEY-----";
        assertThat(PemKeys.publicHalf(PemKeys.privateKey(pkcs1))).isEqualTo(RSA.getPublic());
        assertThat(PemKeys.publicHalf(PemKeys.privateKey(pem(EC.getPrivate())))).isEqualTo(EC.getPublic());
    }

    @Test
    void aKeyThatIsNoneIsNamedAtTheStart() {
        assertThatThrownBy(() -> new Keys(Settings.publicKey("nonsense")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("POSTROOM_JWT_PUBLIC_KEY")
                .hasMessageNotContaining("nonsense");
        assertThatThrownBy(() -> new Keys(Settings.privateKey(pem(RSA.getPublic()))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("POSTROOM_JWT_PRIVATE_KEY");
        assertThatThrownBy(() -> new Keys(Settings.publicKey(pem(RSA.getPublic()) + "\n" + pem(EC.getPublic()))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than one key");
        assertThatThrownBy(() -> new Keys(Settings.publicKey("{\"keys\":[]}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("POSTROOM_JWT_PUBLIC_KEY");
    }

    @Test
    void aSecretThatIsTooShortForItsAlgorithmIsNamedAtTheStart() {
        assertThatThrownBy(() -> new Keys(Settings.secret("x".repeat(31))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("POSTROOM_JWT_SECRET")
                .hasMessageNotContaining("xxx");
        assertThat(new Keys(Settings.secret("é".repeat(16))).signing())
                .as("bytes count, not characters")
                .isNotNull();
    }
}
