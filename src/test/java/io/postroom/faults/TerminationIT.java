package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM: nothing is lost, everybody is told, and the process ends well.
class TerminationIT {
    private static final Duration EXIT = Duration.ofSeconds(10);
    private static final int IN_FLIGHT = 50;

    private static final int ADMINS = 8;
    private static final int EACH = 3;

    @TempDir
    Path directory;

    /// A replica that was just started looks up everybody first: such sends are not in any queue yet.
    @Test
    void theFirstSendsOfAReplicaAreEitherConfirmedOrNotStored() throws Exception {
        try (Site site = new Site(directory, StoreProcess.inMemory(directory)).replicas(1, Map.of())) {
            Site.Node leaving = site.node(0);
            String user = site.newUser();
            List<SocketClient> admins = new ArrayList<>();
            for (int i = 0; i < ADMINS; i++) {
                admins.add(leaving.replica().admin(site.newAdmin()));
            }
            leaving.toStore().hang();
            for (SocketClient admin : admins) {
                for (int i = 0; i < EACH; i++) {
                    admin.report(user, "first-" + admins.indexOf(admin) + '-' + i, "text");
                }
            }
            // A round trip of another socket: by then the first of the sends are being looked at.
            SocketClient device = leaving.replica().user(user);
            device.send("{\"type\":\"leaveUserRoom\",\"ref\":\"1\",\"userId\":\"" + user + "\"}");
            device.await("done", PROMPT);
            leaving.replica().terminate();
            admins.getFirst().await("goingAway", PROMPT);
            leaving.toStore().resume();
            for (SocketClient admin : admins) {
                assertThat(admin.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4001);
            }
            assertThat(leaving.replica().awaitExit(EXIT.multipliedBy(2))).isZero();

            Set<String> confirmed = new HashSet<>();
            admins.forEach(admin -> admin.frames().stream()
                    .filter(frame -> frame.path("success").asBoolean()
                            && frame.path("type").asText().equals("reportMessageSent"))
                    .forEach(frame ->
                            confirmed.add(frame.path("message").path("_id").asText())));
            assertThat(confirmed).isNotEmpty();
            assertThat(site.messages()).extracting(History.Stored::id).containsExactlyInAnyOrderElementsOf(confirmed);
        }
    }

    /// Proxies and endpoints hear late that a replica goes: until then who is there stays, and is served.
    @Test
    void socketsStayForTheDelayWhileNoNewOnesAreTaken() throws Exception {
        Duration delay = Duration.ofSeconds(3);
        try (Site site = new Site(directory, StoreProcess.inMemory(directory))
                .replicas(1, Map.of("POSTROOM_DRAIN_DELAY", delay.toSeconds() + "s"))) {
            ReplicaProcess leaving = site.replica(0);
            Conversation talk = new Conversation(site, leaving, leaving);
            SocketClient device = talk.devices.getFirst();
            long began = System.nanoTime();
            leaving.terminate();
            Awaitility.await("readiness is down").atMost(delay).until(() -> !leaving.ready());
            assertThat(catchThrowableOfType(SocketClient.Refused.class, () -> leaving.user(talk.user)))
                    .extracting(SocketClient.Refused::status)
                    .isEqualTo(503);
            talk.send("while leaving");
            assertThat(device.frames()).extracting(SocketClient::type).doesNotContain("goingAway");
            device.await("goingAway", delay.plus(PROMPT));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(delay);
            assertThat(device.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4001);
            assertThat(leaving.awaitExit(EXIT)).isZero();
            talk.close();
        }
    }

    @Test
    void sendsInFlightAreConfirmedSocketsAreAskedToGoAndTheExitIsZero() throws Exception {
        try (Site site = new Site(directory, StoreProcess.inMemory(directory)).replicas(2, Map.of())) {
            Site.Node leaving = site.node(0);
            Conversation talk = new Conversation(site, leaving.replica(), leaving.replica(), site.replica(1));
            talk.send("before");
            leaving.toStore().hang();
            for (int i = 0; i < IN_FLIGHT; i++) {
                talk.admin.report(talk.user, "flying-" + i, "flying-" + i);
            }
            // An answer to a later frame of the same socket: the sends before it have been taken.
            talk.admin.send("{\"type\":\"ack\",\"ref\":\"taken\",\"seq\":1}");
            talk.admin.await(frame -> frame.path("ref").asText().equals("taken"), "the answer after the sends", PROMPT);

            long began = System.nanoTime();
            leaving.replica().terminate();

            talk.admin.await("goingAway", PROMPT);
            talk.devices.get(0).await("goingAway", PROMPT);
            Awaitility.await("readiness is down")
                    .atMost(PROMPT)
                    .until(() -> !leaving.replica().ready());
            var refused = catchThrowableOfType(
                    SocketClient.Refused.class, () -> leaving.replica().user(talk.user));
            assertThat(refused).isNotNull();
            assertThat(refused.status()).isEqualTo(503);

            leaving.toStore().resume();
            for (int i = 0; i < IN_FLIGHT; i++) {
                talk.confirmed("flying-" + i);
            }
            assertThat(talk.admin.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4001);
            assertThat(talk.devices.get(0).closed().get(10, TimeUnit.SECONDS)).isEqualTo(4001);
            assertThat(leaving.replica().awaitExit(EXIT.multipliedBy(2))).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(EXIT);
            shows(talk.devices.get(1), 1 + IN_FLIGHT, PROMPT);
            talk.close();
        }
    }
}
