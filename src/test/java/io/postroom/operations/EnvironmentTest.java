package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @TempDir
    Path folder;

    @Test
    void aSecretIsReadFromItsFileWithoutTheNewlineAtItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "mongodb://store.example/back-office?w=majority\n");

        SmallRyeConfig config = config(Map.of("POSTROOM_MONGODB_URL_FILE", file.toString()));

        assertThat(value(config, "postroom.mongodb.url")).contains("mongodb://store.example/back-office?w=majority");
        assertThat(value(config, "postroom.mongodb.database")).contains("back-office");
        assertThat(value(config, Environment.FAULTS)).isEmpty();
    }

    @Test
    void everySecretMayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file");
        for (String secret :
                new String[] {"MONGODB_URL", "REDIS_URL", "JWT_SECRET", "JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"}) {
            SmallRyeConfig config = config(Map.of("POSTROOM_" + secret + "_FILE", file.toString()));
            String property = "postroom."
                    + secret.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');

            assertThat(value(config, property)).as(property).contains("from a file");
        }
    }

    @Test
    void aSecretAndItsFileTogetherAreAFault() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "redis://one.example");

        SmallRyeConfig config =
                config(Map.of("POSTROOM_REDIS_URL", "redis://two.example", "POSTROOM_REDIS_URL_FILE", file.toString()));

        assertThat(value(config, Environment.FAULTS))
                .contains("POSTROOM_REDIS_URL and POSTROOM_REDIS_URL_FILE are both set; set one of them");
    }

    @Test
    void aFileThatIsNotThereAndAnEmptyOneAreFaults() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        SmallRyeConfig config = config(Map.of(
                "POSTROOM_JWT_SECRET_FILE", folder.resolve("missing").toString(),
                "POSTROOM_JWT_PUBLIC_KEY_FILE", empty.toString()));

        assertThat(value(config, Environment.FAULTS).orElse("").lines())
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("POSTROOM_JWT_SECRET_FILE names a file that cannot be read"))
                .anyMatch(fault -> fault.startsWith("POSTROOM_JWT_PUBLIC_KEY_FILE names an empty file"));
    }

    @Test
    void theDatabaseIsTheOneNamedElseTheOneOfTheUrlElsePostroom() {
        assertThat(value(config(Map.of()), "postroom.mongodb.database")).contains("postroom");
        assertThat(value(config(Map.of("POSTROOM_MONGODB_URL", "mongodb://a:1,b:2/?x=y")), "postroom.mongodb.database"))
                .contains("postroom");
        assertThat(value(
                        config(Map.of("POSTROOM_MONGODB_URL", "mongodb://a/one", "POSTROOM_MONGODB_DATABASE", "two")),
                        "postroom.mongodb.database"))
                .contains("two");
    }

    @Test
    void forwardingHeadersCountOnlyWhereProxiesAreTrusted() {
        assertThat(value(config(Map.of()), "quarkus.http.proxy.proxy-address-forwarding"))
                .isEmpty();

        SmallRyeConfig config = config(Map.of("POSTROOM_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.1,fd00::abcd"));

        assertThat(value(config, "quarkus.http.proxy.proxy-address-forwarding")).contains("true");
        assertThat(value(config, "quarkus.http.proxy.trusted-proxies"))
                .contains("10.0.0.0/8,192.168.1.1/32,fd00::abcd/128");
    }

    @Test
    void aVerboseLevelIsForPostroomsOwnLinesOnly() {
        SmallRyeConfig verbose = config(Map.of("POSTROOM_LOG_LEVEL", "debug"));
        assertThat(value(verbose, "quarkus.log.category.\"io.postroom\".level")).contains("DEBUG");
        assertThat(value(verbose, "quarkus.log.level")).isEmpty();

        assertThat(value(config(Map.of("POSTROOM_LOG_LEVEL", "WARN")), "quarkus.log.level"))
                .contains("WARN");
    }

    @Test
    void tracesGoOutOnlyWhereAnEndpointIsConfigured() {
        assertThat(value(config(Map.of()), "quarkus.otel.sdk.disabled")).isEmpty();
        assertThat(value(
                        config(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4317")),
                        "quarkus.otel.sdk.disabled"))
                .contains("false");
        assertThat(value(
                        config(Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4318",
                                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")),
                        "quarkus.otel.exporter.otlp.protocol"))
                .contains("http/protobuf");
    }

    @Test
    void anAddressThatCannotBeUnderstoodIsAFaultThatDoesNotRepeatIt() {
        String faults = value(
                        config(Map.of(
                                "POSTROOM_MONGODB_URL", "mongodb://postroom:top-secret@1@host",
                                "POSTROOM_REDIS_URL", "redis://:top-secret@host:1/first")),
                        Environment.FAULTS)
                .orElseThrow();

        assertThat(faults.lines())
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("POSTROOM_MONGODB_URL is not a connection string"))
                .anyMatch(fault -> fault.startsWith("POSTROOM_REDIS_URL has the database first"));
        assertThat(faults).doesNotContain("top-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "POSTROOM_LOGIN maybe",
                "POSTROOM_PAGES 1",
                "POSTROOM_LOG_LEVEL LOUD",
                "POSTROOM_ALLOWED_ORIGINS *",
                "POSTROOM_ALLOWED_ORIGINS example.com",
                "POSTROOM_ALLOWED_ORIGINS https://*.example.com",
                "POSTROOM_ALLOWED_ORIGINS https://a.example,https://b.example/path",
                "POSTROOM_TRUSTED_PROXIES 300.1.1.1/8",
                "POSTROOM_TRUSTED_PROXIES 10.0.0.0/33",
                "POSTROOM_TRUSTED_PROXIES ingress.local",
                "POSTROOM_JWT_JWKS_URL ftp://keys.example",
                "POSTROOM_JWT_COOKIE a;b",
                "POSTROOM_MONGODB_DATABASE a/b"
            })
    void aValueThatWouldBeTakenForSomethingElseIsAFaultUnderItsOwnName(String variable, String value) {
        assertThat(value(config(Map.of(variable, value)), Environment.FAULTS).orElseThrow())
                .startsWith(variable + " is \"" + value + "\"; it must be ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "POSTROOM_LOGIN off",
                "POSTROOM_PAGES ON",
                "POSTROOM_LOG_LEVEL warn",
                "POSTROOM_ALLOWED_ORIGINS https://shop.example.org,http://localhost:5173,http://[::1]:80",
                "POSTROOM_TRUSTED_PROXIES 10.0.0.0/8,192.168.1.1,fd00::/8,::1",
                "POSTROOM_JWT_JWKS_URL https://id.example.org/jwks",
                "POSTROOM_JWT_COOKIE access_token",
                "POSTROOM_MONGODB_DATABASE back-office_1"
            })
    void aValueThatFitsIsNoFault(String variable, String value) {
        assertThat(value(config(Map.of(variable, value)), Environment.FAULTS)).isEmpty();
    }

    private static SmallRyeConfig config(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(new HashMap<>(variables), 300))
                .withSources(new Environment())
                .build();
    }

    private static Optional<String> value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class);
    }
}
