package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.History.Broke;
import io.postroom.faults.History.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three replicas behind a proxy are replaced one by one, and then one is killed, under customers who stay connected
/// and admins who never stop sending.
class RollingUpdateIT {
    private static final int REPLICAS = 3;
    /// A jar is cold at every start: what the binary takes with two cores to spare, it does not.
    private static final int PAGES = Artifact.isNative() ? 2000 : 600;
    private static final int SENDERS = 4;
    private static final long SEED = 7;

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /// Sockets go over the window less the notice that the last of them has, a twentieth of it.
    private static final double GOING = 0.95 * WINDOW.toSeconds();
    /// Half of the pages choose their moment at random, which tells more among few.
    private static final double UNEVEN = 1.1;

    private static final int CHANCE = 4;
    /// How much of this process' own standing still is made allowance for.
    private static final long MOST_STALL_MS = 1000;

    private static final Duration WITHOUT_A_SOCKET = Duration.ofSeconds(5);
    private static final Duration EXIT = Duration.ofSeconds(30);
    private static final Duration ANSWERED = Duration.ofSeconds(40);
    private static final Duration SHOWN = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final History history = new History();

    @Test
    void behindHaProxy() throws Exception {
        try (Site site = site();
                HaProxy proxy = new HaProxy(directory, replicas(site))) {
            nobodyLosesAMessageOrIsLongWithoutASocket(site, proxy.address());
        }
    }

    @Test
    void behindNginx() throws Exception {
        try (Site site = site();
                Nginx proxy = new Nginx(directory, replicas(site))) {
            nobodyLosesAMessageOrIsLongWithoutASocket(site, proxy.address());
        }
    }

    private void nobodyLosesAMessageOrIsLongWithoutASocket(Site site, Address wayIn) throws Exception {
        try (Workload work = Workload.sending(site, history, SEED, PAGES, SENDERS, wayIn);
                Fleet fleet = new Fleet(wayIn, history, PAGES)) {
            fleet.open();
            work.start();

            for (Site.Node node : site.nodes()) {
                replace(node.replica(), fleet);
            }
            assertThat(fleet.longestWithout()).isLessThan(WITHOUT_A_SOCKET);
            // From then on nothing moves a socket.
            Awaitility.await("all are back")
                    .atMost(SETTLED)
                    .until(() -> site.nodes().stream()
                                    .mapToInt(node -> sockets(node.replica()))
                                    .sum()
                            == PAGES + SENDERS);
            assertThat(site.nodes())
                    .extracting(node -> sockets(node.replica()))
                    .allMatch(sockets -> sockets <= 2.0 * (PAGES + SENDERS) / REPLICAS);

            ReplicaProcess killed = site.replica(1);
            history.add(new Broke(history.now(), "kill " + killed.name()));
            fleet.forgetLongestWithout();
            killed.kill();
            killed.start();

            work.pause();
            Awaitility.await("all is confirmed").atMost(ANSWERED).until(work::sendersRest);
            Map<String, Long> heads = Stored.heads(site.messages());
            Awaitility.await("all is shown").atMost(SHOWN).until(() -> fleet.hasSeen(heads));
            assertThat(fleet.longestWithout()).isLessThan(WITHOUT_A_SOCKET);
            assertThat(HistoryCheck.check(history.events(), site.messages(), fleet.rooms()))
                    .isEmpty();
            say(
                    "%d messages to %d pages over %d updates and a kill: none lost, doubled or swapped",
                    heads.values().stream().mapToLong(head -> head).sum(), PAGES, REPLICAS);
        }
    }

    private Site site() {
        return new Site(directory, StoreProcess.inMemory(directory))
                .replicas(
                        REPLICAS,
                        Map.of(
                                "POSTROOM_DRAIN_DELAY", DELAY.toSeconds() + "s",
                                "POSTROOM_DRAIN_WINDOW", WINDOW.toSeconds() + "s"));
    }

    private static List<ReplicaProcess> replicas(Site site) {
        return site.nodes().stream().map(Site.Node::replica).toList();
    }

    private void replace(ReplicaProcess replica, Fleet fleet) throws Exception {
        int leaving = sockets(replica);
        fleet.forgetConnects();
        history.add(new Broke(history.now(), "terminate " + replica.name()));
        long began = System.nanoTime();
        replica.terminate();
        assertThat(replica.awaitExit(EXIT)).isZero();
        Duration gone = Duration.ofNanos(System.nanoTime() - began);
        replica.start();

        double promised = leaving / GOING;
        int most = fleet.mostConnectsInASecond();
        double seconds = 1 + Math.min(MOST_STALL_MS, fleet.longestStall().toMillis()) / 1000.0;
        say(
                "%s: %d sockets left in %d ms, %d connects in the busiest second (%.0f promised in %.2f s), %d ms without at most",
                replica.name(),
                leaving,
                gone.toMillis(),
                most,
                promised,
                seconds,
                fleet.longestWithout().toMillis());
        assertThat((double) most).isLessThanOrEqualTo(promised * seconds * UNEVEN + CHANCE + SENDERS);
    }

    private static int sockets(ReplicaProcess replica) {
        try {
            return (int) replica.metric("postroom_sockets_open");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String what, Object... values) {
        System.out.println("[rolling update] " + what.formatted(values));
    }
}
