package io.postroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.Site;
import io.postroom.faults.StoreProcess;
import io.postroom.faults.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What npm checks of the client library and the pages, as a part of this build.
class ClientLibraryIT {
    private static final Path PROJECT = Path.of("src", "client").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void theTypesOfTheLibraryAndThePagesAreStrictAndFit() throws Exception {
        npm(Map.of(), "run", "check");
    }

    @Test
    void theLibraryKeepsItsPromisesBeforeAScriptedServerAndTheRunningService() throws Exception {
        try (Site site = new Site(directory, StoreProcess.inMemory(directory)).replicas(2, Map.of());
                TcpProxy wayIn = new TcpProxy(
                        "127.0.0.1", site.replica(0).port(), site.replica(1).port());
                Remote remote = new Remote(site, wayIn)) {
            npm(
                    Map.of("POSTROOM_URL", "http://127.0.0.1:" + wayIn.port(), "POSTROOM_REMOTE", remote.url()),
                    "run",
                    "test");
        }
    }

    private void npm(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder("npm")
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process npm = builder.start();
        try {
            boolean ended = npm.waitFor(10, TimeUnit.MINUTES);
            assertThat(ended && npm.exitValue() == 0)
                    .as(() -> (ended ? "it failed:\n" : "it did not end:\n") + read(log))
                    .isTrue();
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
