package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    void asManySocketsAreTakenAsThereAreFilesFor() {
        assertThat(OpenFiles.sockets(50_000, 1_048_576)).isEqualTo(50_000);
        assertThat(OpenFiles.sockets(50_000, 1024)).isEqualTo(768);
        assertThat(OpenFiles.sockets(500, 1024)).isEqualTo(500);
        assertThat(OpenFiles.sockets(50_000, 100))
                .as("a replica that takes none would never be noticed")
                .isEqualTo(1);
    }

    @Test
    void aLimitThatIsNotKnownIsNone() {
        assertThat(OpenFiles.sockets(50_000, -1)).isEqualTo(50_000);
    }
}
