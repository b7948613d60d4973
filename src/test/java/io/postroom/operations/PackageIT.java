package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is in the jar.
class PackageIT {
    @Test
    void itHoldsNoDevelopmentBackend() throws IOException {
        try (Stream<Path> libraries = Files.walk(Artifact.jar().resolveSibling("lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .isNotEmpty()
                    .noneMatch(name -> name.contains("mongo-java-server")
                            || name.contains("embedded-redis")
                            || name.startsWith("com.h2database"));
        }
    }
}
