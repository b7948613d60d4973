package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS to the store and to Redis, and a store that is found by `mongodb+srv://`.
class EncryptedIT {
    private static final String NODE = "node.postroom.test";

    @TempDir
    static Path directory;

    private static Authority authority;
    private static Path trustStore;
    private static MongoServer store;
    private static int storePort;
    private static RedisProcess redis;
    private static int redisPort;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority(directory, "localhost", NODE);
        trustStore = authority.trustStore();
        store = new MongoServer(new MemoryBackend());
        store.enableSsl(key(), null, certificate());
        storePort = Ports.free();
        store.bind("127.0.0.1", storePort);
        redisPort = Ports.free();
        redis = RedisProcess.start(
                "--tls-port", Integer.toString(redisPort),
                "--tls-cert-file", authority.certificate().toString(),
                "--tls-key-file", authority.key().toString(),
                "--tls-ca-cert-file", authority.authority().toString(),
                "--tls-auth-clients", "no");
    }

    @AfterAll
    static void end() {
        redis.close();
        store.shutdownNow();
    }

    @Test
    void byTlsTheStoreAndRedisAreTalkedTo() throws IOException {
        works("mongodb://localhost:" + storePort + "/?tls=true", Map.of(), "");
    }

    @Test
    void theStoreIsFoundByItsServiceRecord() throws IOException {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost " + NODE + "\n");
        try (DnsServer names = new DnsServer(NODE, storePort)) {
            works(
                    "mongodb+srv://store.postroom.test/",
                    Map.of(
                            "QUARKUS_MONGODB_DNS_SERVER_HOST",
                            "127.0.0.1",
                            "QUARKUS_MONGODB_DNS_SERVER_PORT",
                            Integer.toString(names.port())),
                    " -Djava.naming.provider.url=dns://127.0.0.1:" + names.port() + " -Djdk.net.hosts.file=" + hosts);
        }
    }

    /// It becomes ready, which is said by the store, is connected to Redis, and answers from the store.
    private static void works(String storeUrl, Map<String, String> more, String options) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("POSTROOM_MONGODB_URL", storeUrl);
        environment.put("POSTROOM_REDIS_URL", "rediss://localhost:" + redisPort);
        environment.put("POSTROOM_REDIS_CA", authority.authority().toString());
        environment.put("HEAP", "-Xmx256m -Djavax.net.ssl.trustStore=" + trustStore + options);
        try (ReplicaProcess replica = new ReplicaProcess("encrypted", directory, 0, 0, environment).start()) {
            String admin = new ObjectId().toHexString();
            assertThat(replica.get("/api/users", Tokens.admin(admin)).statusCode())
                    .isEqualTo(200);
            Awaitility.await("connected to Redis").until(() -> replica.metric("postroom_redis_connected") == 1);
        }
    }

    private static PrivateKey key() throws Exception {
        String pem = Files.readString(authority.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }

    private static X509Certificate certificate() throws Exception {
        try (InputStream in = Files.newInputStream(authority.certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
