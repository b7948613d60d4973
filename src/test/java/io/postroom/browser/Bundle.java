package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// TypeScript as a browser takes it: with the client library in it.
final class Bundle {
    static final Path LIBRARY = Path.of("src", "client").toAbsolutePath();
    private static final Path SOURCES =
            Path.of("src", "main", "resources", "web", "app", "client").toAbsolutePath();

    private Bundle() {}

    /// A module that imports the library by the name of its package.
    static String module(Path entry) {
        return of(entry, "--format=esm", "--alias:@postroom/client=" + SOURCES.resolve("index.ts"));
    }

    /// What stands in for `services/socket.js`, as a script that leaves it in the variable `seed`.
    static String seed() {
        return of(SOURCES.resolve("seed.ts"), "--format=iife", "--global-name=seed");
    }

    private static String of(Path entry, String... options) {
        List<String> command = new ArrayList<>(List.of("node_modules/.bin/esbuild", entry.toString(), "--bundle"));
        command.addAll(List.of(options));
        try {
            Path out = Files.createTempFile(Files.createDirectories(Scene.LEFT), "bundle", ".js")
                    .toAbsolutePath();
            command.add("--outfile=" + out);
            command.add("--allow-overwrite");
            Process bundler = new ProcessBuilder(command)
                    .directory(LIBRARY.toFile())
                    .inheritIO()
                    .start();
            assertThat(bundler.waitFor()).isZero();
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
