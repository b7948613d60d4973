package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.HistoryCheck.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The promise under faults drawn from a seed: a short run as part of all tests; longer ones by
/// `-Dpostroom.history.faults=500 -Dpostroom.history.seed=… -Dpostroom.history.replicas=3`.
class HistoryIT {
    private static final int FAULTS = Integer.getInteger("postroom.history.faults", 16);
    private static final int REPLICAS = Integer.getInteger("postroom.history.replicas", 2);
    private static final long SEED = Long.getLong("postroom.history.seed", 20_261_124L);
    private static final int USERS = 3;
    private static final int SENDERS = 3;
    private static final int FAULTS_BETWEEN_CALMS = 4;

    /// Kept after a failure, with what the replicas and the store have logged.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void whateverIsKilledAConfirmedMessageIsStoredAndShownOnceAndInOrderOnEveryDevice() throws Exception {
        try (Site site = new Site(directory, StoreProcess.onDisk(directory))) {
            site.replicas(REPLICAS, Map.of());
            HistoryRun run = new HistoryRun(site, SEED, USERS, SENDERS, FAULTS_BETWEEN_CALMS);

            List<Violation> violations = run.run(Fault.plan(SEED, FAULTS, REPLICAS));

            assertThat(violations)
                    .withFailMessage(() -> "seed %d, logs in %s: %s%n%s"
                            .formatted(
                                    SEED,
                                    directory,
                                    violations.subList(0, Math.min(10, violations.size())),
                                    run.history().around(violations.getFirst().at())))
                    .isEmpty();
        }
    }
}
