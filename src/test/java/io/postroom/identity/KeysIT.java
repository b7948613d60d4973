package io.postroom.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.Site;
import io.postroom.faults.StoreProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of key that the packaged service can be given: a token of it is believed, one of another key is not.
class KeysIT {
    private static final KeyPair RSA = SignedToken.rsa();
    private static final KeyPair EC = SignedToken.ec();

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory));
        site.person("users", SignedToken.ID);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    static Stream<Arguments> keys() {
        String jwks = SignedToken.jwks(Map.of("one", RSA, "two", EC));
        return Stream.of(
                Arguments.of("POSTROOM_JWT_PRIVATE_KEY", SignedToken.pem(RSA.getPrivate()), "RS256", RSA, null),
                Arguments.of("POSTROOM_JWT_PRIVATE_KEY", SignedToken.pem(EC.getPrivate()), "ES256", EC, null),
                Arguments.of("POSTROOM_JWT_PUBLIC_KEY", SignedToken.pem(RSA.getPublic()), "RS256", RSA, null),
                Arguments.of("POSTROOM_JWT_PUBLIC_KEY", SignedToken.pem(EC.getPublic()), "ES256", EC, null),
                Arguments.of("POSTROOM_JWT_PUBLIC_KEY", jwks, "ES256", EC, "two"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aTokenOfItIsBelieved(String variable, String value, String algorithm, KeyPair key, String kid)
            throws IOException {
        believes(Map.of(variable, value), algorithm, key, kid);
    }

    @Test
    void aTokenOfAKeyThatAnAddressServesIsBelieved() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] jwks = SignedToken.jwks(Map.of("one", RSA)).getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
            believes(Map.of("POSTROOM_JWT_JWKS_URL", url), "RS256", RSA, "one");
        } finally {
            server.stop(0);
        }
    }

    private static void believes(Map<String, String> setting, String algorithm, KeyPair key, String kid)
            throws IOException {
        Map<String, String> environment = new HashMap<>(setting);
        environment.put("POSTROOM_JWT_SECRET", "");
        try (ReplicaProcess replica = site.launch(environment).replica()) {
            replica.awaitReady();
            String good = SignedToken.of(SignedToken.claims(), algorithm, key.getPrivate(), kid);
            KeyPair stranger = algorithm.equals("RS256") ? SignedToken.rsa() : SignedToken.ec();
            String bad = SignedToken.of(SignedToken.claims(), algorithm, stranger.getPrivate(), kid);
            assertThat(replica.get("/api/auth/me", good).statusCode()).isEqualTo(200);
            assertThat(replica.get("/api/auth/me", bad).statusCode()).isEqualTo(401);
        }
    }
}
