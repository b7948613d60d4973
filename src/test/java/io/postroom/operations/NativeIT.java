package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.Site;
import io.postroom.faults.StoreProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of the binary alone.
class NativeIT {
    private static final long ON_DISK = 90_000_000;
    /// Ten above what is aimed at: pages of the file count, and how many are read differs from start to start.
    private static final long RESIDENT_KB = 70_000;

    @TempDir
    Path directory;

    @Test
    void itIsSmallOnDiskAndInMemory() throws IOException {
        try (Site site = site()) {
            ReplicaProcess replica = site.replica(0);
            Path process = Path.of("/proc", Long.toString(replica.pid()));
            assertThat(Files.size(process.resolve("exe").toRealPath())).isLessThan(ON_DISK);
            await("memory of the start is given back").until(() -> residentKb(process) < RESIDENT_KB);
        }
    }

    /// On virtual threads, as the JDK does it by default, one start in some hundred hung: see [NativeImage].
    @Test
    void socketsOfVirtualThreadsArePolledByAPlatformThread() throws IOException {
        try (Site site = site()) {
            ReplicaProcess replica = site.replica(0);
            replica.dumpThreads();
            await("the dump of its threads").until(() -> replica.log().contains("\"main\" #"));
            assertThat(replica.log()).contains("\"Read-Poller\"").doesNotContain("\"MasterPoller\"");
        }
    }

    private Site site() {
        return new Site(directory, StoreProcess.inMemory(directory)).replicas(1, Map.of());
    }

    private static long residentKb(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
