package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.faults.RedisProcess;
import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.StoreProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of the binary alone.
class NativeIT {
    @TempDir
    Path directory;

    /// On virtual threads, as the JDK does it by default, one start in some hundred hung: see [NativeImage].
    @Test
    void socketsOfVirtualThreadsArePolledByAPlatformThread() throws IOException {
        try (StoreProcess store = StoreProcess.inMemory(directory);
                RedisProcess redis = RedisProcess.start();
                ReplicaProcess replica =
                        new ReplicaProcess("native", directory, store.port(), redis.port(), Map.of()).start()) {
            new ProcessBuilder("kill", "-QUIT", Long.toString(replica.pid())).start();
            await("the dump of its threads").until(() -> replica.log().contains("\"main\" #"));
            assertThat(replica.log()).contains("\"Read-Poller\"").doesNotContain("\"MasterPoller\"");
        }
    }
}
