package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.HistoryCheck.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The history checker can fail: run like [HistoryIT], but on versions of the product that are broken, and with the
/// kind of fault that each of them cannot stand instead of all kinds by chance.
class BrokenVersionsIT {
    private static final int FAULTS = 12;
    private static final int REPLICAS = 2;
    private static final int USERS = 2;
    private static final int SENDERS = 3;
    private static final long SEED = 1;
    private static final int FAULTS_BETWEEN_CALMS = 1;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void isCaught(BrokenVersion version) throws Exception {
        Path jar = version.build(Artifact.jar(), directory);
        try (Site site = new Site(directory, StoreProcess.onDisk(directory))) {
            site.replicas(REPLICAS, Map.of("JAR", jar.toString()));
            HistoryRun run = new HistoryRun(site, SEED, USERS, SENDERS, FAULTS_BETWEEN_CALMS);

            List<Violation> violations = run.run(version.plan(FAULTS, REPLICAS));

            assertThat(violations).as(version + " must be caught").isNotEmpty();
            System.out.println("[history] " + version + " was caught: " + violations.getFirst());
        }
    }
}
