package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers that do not take what they are sent, on a replica with 128 MB of heap: nothing piles up for them, they are
/// told what they missed when they take again, and who never does is let go.
class PeersThatTakeNothingIT {
    private static final Duration STALLED = Duration.ofSeconds(8);
    /// After the close frame, until the connection is ended without its having been taken; and a sweep.
    private static final Duration CLOSING = Duration.ofSeconds(11);
    /// Until the kernel on both sides is full, which counts as taking: on a busy machine.
    private static final Duration FILLED = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofSeconds(90);
    /// Of 2,000 characters: 13 MB, of which the kernel keeps some 6 MB.
    private static final int MORE_THAN_THE_BUFFERS = 6000;
    /// Answers of the same size, and with what waits to be read on this side the sends too.
    private static final int SENDS = 10_000;

    private static final String HEAP = "-Xmx128m -XX:+ExitOnOutOfMemoryError";

    @TempDir
    static Path directory;

    private static Site site;
    /// Lets go who takes nothing and says nothing for some seconds.
    private static ReplicaProcess impatient;
    /// Minutes, as by default.
    private static ReplicaProcess patient;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory))
                .replicas(
                        1,
                        Map.of(
                                "HEAP",
                                HEAP,
                                "POSTROOM_LIMITS_STALLED",
                                STALLED.toSeconds() + "s",
                                "POSTROOM_LIMITS_HEARTBEAT",
                                "1s"))
                .replicas(1, Map.of("HEAP", HEAP));
        impatient = site.replica(0);
        patient = site.replica(1);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void aPeerThatTakesNothingAndSaysNothingIsLetGoAndAQuietOneIsNot() throws Exception {
        String user = site.newUser();
        try (SocketClient quiet = impatient.user(user);
                RawPeer gone = new RawPeer(impatient, user)) {
            // The last frame is the close: opcode, length, code, reason.
            byte[] all = gone.takeAll(STALLED.multipliedBy(2));
            assertThat(new String(all, StandardCharsets.ISO_8859_1)).contains("101 Switching Protocols", "welcome");
            assertThat(all).containsSequence(4003 >> 8, 4003 & 0xff);
            assertThat(quiet.closed()).isNotDone();
        }
    }

    @Test
    void aFrozenPeerThatDoesNotEvenTakeTheCloseIsCutOff() throws Exception {
        String user = site.newUser();
        site.fill(user, site.newAdmin(), MORE_THAN_THE_BUFFERS);
        double before = openSockets();
        try (RawPeer frozen = new RawPeer(impatient, user)) {
            frozen.say("{\"type\":\"joinUserRoom\",\"userId\":\"" + user + "\",\"after\":0}");
            Awaitility.await("it is there").atMost(PROMPT).until(() -> openSockets() > before);
            Awaitility.await("it is cut off")
                    .atMost(FILLED.plus(STALLED).plus(CLOSING).plus(PROMPT))
                    .until(() -> openSockets() <= before);
            byte[] all = frozen.takeAll(PROMPT);
            assertThat(all.length).isLessThan(MORE_THAN_THE_BUFFERS * 2000);
        }
        aliveAndWell(impatient);
    }

    @Test
    void receiptsDoNotPileUpForADeviceThatTakesNothingAndItIsToldToReadTheStateAgain() {
        String user = site.newUser();
        Counting stalled = new Counting();
        try (SocketClient slow = SocketClient.connect(patient.userUrl(user), Tokens.user(user), stalled);
                SocketClient other = patient.user(user)) {
            slow.join(user, null);
            stalled.comes("userRoomJoined", 1, PROMPT);
            slow.stall();
            site.fill(user, site.newAdmin(), MORE_THAN_THE_BUFFERS);
            // The message after those that nobody was told of makes the room read them.
            try (SocketClient admin = patient.admin(site.newAdmin())) {
                admin.report(user, "last", "last");
                admin.confirmation("last", PROMPT);
            }
            other.joined(user, (long) MORE_THAN_THE_BUFFERS, PROMPT);
            other.shown(MORE_THAN_THE_BUFFERS + 1, PROMPT);
            stops("reading the log for it", () -> patient.metric("postroom_log_reads_total"));
            other.send("{\"type\":\"markAllRead\",\"ref\":\"read\",\"upTo\":1}");
            other.await("reportMessagesRead", LONG);

            slow.resume();

            stalled.reaches(MORE_THAN_THE_BUFFERS + 1, LONG);
            stalled.comes("stateStale", 1, PROMPT);
            assertThat(stalled.of("reportMessagesRead")).isZero();
        }
        aliveAndWell(patient);
    }

    @Test
    void answersDoNotPileUpForAnAdminThatTakesNoneAndItIsToldToReadTheStateAgain() {
        String user = site.newUser();
        String adminId = site.newAdmin();
        Counting answers = new Counting();
        String text = "y".repeat(2000);
        try (SocketClient admin = SocketClient.connect(patient.adminUrl(adminId), Tokens.admin(adminId), answers);
                SocketClient device = patient.user(user)) {
            admin.stall();
            for (int i = 1; i <= SENDS; i++) {
                admin.report(user, "k" + i, text);
            }
            stops("reading its sends", () -> patient.metric("postroom_messages_handed_on_seconds_count"));
            assertThat(admin.sent()).isNotDone();
            device.send("{\"type\":\"markAllRead\",\"ref\":\"read\",\"upTo\":1}");
            device.await("done", LONG);

            admin.resume();

            answers.comes("reportMessageSent", SENDS, LONG);
            answers.comes("stateStale", 1, PROMPT);
            assertThat(answers.of("reportMessagesRead")).isZero();
        }
        aliveAndWell(patient);
    }

    private static double openSockets() throws IOException {
        return impatient.metric("postroom_sockets_open");
    }

    /// Waits until the replica does no more of what this number counts.
    private static void stops(String what, Callable<Double> number) {
        AtomicReference<Double> last = new AtomicReference<>(0.0);
        Awaitility.await("the replica stops " + what)
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    double now = number.call();
                    return now > 0 && now == last.getAndSet(now);
                });
    }

    private static void aliveAndWell(ReplicaProcess replica) {
        assertThat(replica.alive()).isTrue();
        assertThat(replica.ready()).isTrue();
        assertThat(replica.log()).doesNotContain("OutOfMemoryError");
    }
}
