package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.Artifact;
import io.postroom.faults.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged application, started for production without what it needs.
class RefusedStartIT {
    private static final Map<String, String> WHOLE = Map.of(
            "POSTROOM_MONGODB_URL", "mongodb://127.0.0.1:1",
            "POSTROOM_REDIS_URL", "redis://127.0.0.1:1",
            "POSTROOM_JWT_SECRET", "a secret of more than thirty-two characters");

    @TempDir
    Path folder;

    @Test
    void aStartWithNothingNamesAllThatIsMissing() throws Exception {
        assertThat(refusal(Map.of()))
                .contains("POSTROOM_MONGODB_URL is missing")
                .contains("POSTROOM_REDIS_URL is missing")
                .contains("POSTROOM_JWT_SECRET");
    }

    @Test
    void aStartWithoutAStoreNamesIt() throws Exception {
        assertThat(refusal(without("POSTROOM_MONGODB_URL")))
                .contains("POSTROOM_MONGODB_URL is missing")
                .doesNotContain("POSTROOM_REDIS_URL is missing");
    }

    @Test
    void aStartWithoutRedisNamesIt() throws Exception {
        assertThat(refusal(without("POSTROOM_REDIS_URL"))).contains("POSTROOM_REDIS_URL is missing");
    }

    @Test
    void aStartWithoutAKeyNamesTheWaysToGiveOne() throws Exception {
        assertThat(refusal(without("POSTROOM_JWT_SECRET")))
                .contains("POSTROOM_JWT_SECRET", "POSTROOM_JWT_PRIVATE_KEY", "POSTROOM_JWT_PUBLIC_KEY");
    }

    @Test
    void aSecretThatIsTooShortForItsAlgorithmIsRefusedByNameAndNotTold() throws Exception {
        Map<String, String> weak = with("POSTROOM_JWT_SECRET", "thirty-one bytes are not enough");

        assertThat(refusal(weak))
                .contains("POSTROOM_JWT_SECRET has 31 bytes; HS256 needs at least 32")
                .doesNotContain("thirty-one bytes");
    }

    @Test
    void aLimitOfNothingIsRefusedByName() throws Exception {
        Map<String, String> limited = with("POSTROOM_LIMITS_FRAME", "-5", "POSTROOM_LIMITS_SOCKETS_PER_USER", "0");

        assertThat(refusal(limited))
                .contains("POSTROOM_LIMITS_FRAME is -5; it must be more than 0")
                .contains("POSTROOM_LIMITS_SOCKETS_PER_USER is 0; it must be more than 0");
    }

    @Test
    void aTimeOfNothingOrLessIsRefusedByName() throws Exception {
        Map<String, String> timed = with(
                "POSTROOM_LIMITS_HEARTBEAT",
                "0s",
                "POSTROOM_LIMITS_STALLED",
                "-1m",
                "POSTROOM_DRAIN_DELAY",
                "-5s",
                "POSTROOM_DRAIN_WINDOW",
                "0s",
                "POSTROOM_MONGODB_OPERATION",
                "0s",
                "POSTROOM_TAKEOVER_WRITE",
                "PT0S");

        assertThat(refusal(timed))
                .contains("POSTROOM_LIMITS_HEARTBEAT is 0s; it must be more than 0")
                .contains("POSTROOM_LIMITS_STALLED is -1m; it must be more than 0")
                .contains("POSTROOM_DRAIN_DELAY is -5s; it must be 0 or more")
                .contains("POSTROOM_MONGODB_OPERATION is 0s; it must be more than 0")
                .contains("POSTROOM_TAKEOVER_WRITE is PT0S; it must be more than 0")
                .doesNotContain("POSTROOM_DRAIN_WINDOW");
    }

    @Test
    void whoIsQuietIsAskedBeforeBeingCutOff() throws Exception {
        assertThat(refusal(with("POSTROOM_LIMITS_STALLED", "20s")))
                .contains("POSTROOM_LIMITS_STALLED is 20s; it must be longer than POSTROOM_LIMITS_HEARTBEAT, 25s");
    }

    @Test
    void filesThatCannotBeReadAreRefusedByName() throws Exception {
        Map<String, String> absent = with("POSTROOM_REDIS_CA", "/none.pem", "POSTROOM_PAGES_STYLESHEET", "/none.css");

        assertThat(refusal(absent))
                .contains("POSTROOM_REDIS_CA is \"/none.pem\"; it must be the path of a file that can be read")
                .contains("POSTROOM_PAGES_STYLESHEET is \"/none.css\"")
                .doesNotContain("\tat ");
    }

    @Test
    void onePortForBothIsRefused() throws Exception {
        String port = Integer.toString(Ports.free());
        Map<String, String> same = with("QUARKUS_HTTP_PORT", port, "QUARKUS_MANAGEMENT_PORT", port);

        assertThat(refusal(same)).contains("QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT are both " + port);
    }

    @Test
    void aKeyThatIsNoneIsRefusedBeforeAnythingIsConnectedTo() throws Exception {
        Map<String, String> garbage = new HashMap<>(WHOLE);
        garbage.remove("POSTROOM_JWT_SECRET");
        garbage.put("POSTROOM_JWT_PUBLIC_KEY", "garbage");

        assertThat(refusal(garbage))
                .contains("POSTROOM_JWT_PUBLIC_KEY cannot be used")
                .doesNotContain("The store does not answer")
                .doesNotContain("Redis is away");
    }

    @Test
    void aDevelopmentProfileDoesNotBringBackWhatIsNotPackaged() throws Exception {
        assertThat(refusal(Map.of("QUARKUS_PROFILE", "dev"))).contains("POSTROOM_MONGODB_URL is missing");
    }

    @Test
    void aSecretGivenTwiceIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("redis"), "redis://127.0.0.1:2\n");
        Map<String, String> twice = with("POSTROOM_REDIS_URL_FILE", file.toString());

        assertThat(refusal(twice)).contains("POSTROOM_REDIS_URL and POSTROOM_REDIS_URL_FILE are both set");
    }

    @Test
    void anAddressOfRedisThatIsNotSupportedIsRefusedByNameInOneLineWithoutItsPassword() throws Exception {
        Map<String, String> unsupported = with("POSTROOM_REDIS_URL", "redis-sentinel://:top-secret@127.0.0.1:1/master");

        assertOneFault(
                refusal(unsupported), "POSTROOM_REDIS_URL has the scheme redis-sentinel, which is not supported");
    }

    @Test
    void anAddressOfRedisThatIsNoUrlIsRefusedByNameInOneLineAndNotRepeated() throws Exception {
        Map<String, String> none = with("POSTROOM_REDIS_URL", "the password is top-secret");

        assertOneFault(refusal(none), "POSTROOM_REDIS_URL is not a URL");
    }

    @Test
    void anAddressOfTheStoreThatCannotBeReadIsRefusedByNameInOneLineWithoutItsPassword() throws Exception {
        Map<String, String> unencoded = with("POSTROOM_MONGODB_URL", "mongodb://postroom:top-secret@1@127.0.0.1:1");

        assertOneFault(refusal(unencoded), "POSTROOM_MONGODB_URL is not a connection string");
    }

    private static void assertOneFault(String said, String fault) {
        assertThat(said.strip().lines()).hasSize(2).last().asString().startsWith("  - " + fault);
        assertThat(said).doesNotContain("top-secret", "Exception", "\tat ");
    }

    /// All that is needed, and these names and values by turns.
    private static Map<String, String> with(String... settings) {
        Map<String, String> all = new HashMap<>(WHOLE);
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return all;
    }

    private static Map<String, String> without(String variable) {
        Map<String, String> rest = new HashMap<>(WHOLE);
        rest.remove(variable);
        return rest;
    }

    /// Starts it with these variables alone, asserts that it ends by itself with a failure, and returns what it said.
    private static String refusal(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(Artifact.command(List.of()));
        start.environment().keySet().removeIf(name -> name.startsWith("POSTROOM_") || name.startsWith("QUARKUS_"));
        start.environment().put("QUARKUS_HTTP_PORT", "0");
        start.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        start.environment().putAll(variables);
        Process process = start.redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
