package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store away or hung: a send is refused with `unavailable` within 10 s and never falsely confirmed, sockets stay,
/// and everything goes on when it is back.
class StoreFaultsIT {
    /// The contract's 10 s, and what a busy machine adds to the answer's way.
    private static final Duration REFUSED = Duration.ofSeconds(12);
    /// A watched message is looked for every second.
    private static final Duration FOUND = Duration.ofSeconds(10);

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory)).replicas(2, Map.of());
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void away() {
        try (Conversation talk = talk()) {
            talk.send("before");
            site.nodes().forEach(node -> node.toStore().cut());
            isRefused(talk, "meanwhile");
            socketsStay(talk);
            site.heal();
            // An attempt that waited for the store may reach it after the refusal; then it is shown like any other.
            long seq = talk.send("and on").get("seq").asLong();
            assertThat(seq).isBetween(2L, 3L);
            talk.devices.forEach(device -> shows(device, seq, FOUND));
        }
    }

    @Test
    void hungAndThenTakenAfterAll() {
        try (Conversation talk = talk()) {
            talk.send("before");
            // What reaches a frozen store waits in the network's buffers: it is stored after the refusal.
            site.store().freeze();
            isRefused(talk, "taken after all");
            socketsStay(talk);
            site.store().thaw();
            talk.devices.forEach(device -> shows(device, 2, FOUND));
            isFoundByRepetition(talk, "taken after all", 2);
            goesOn(talk, 3);
        }
    }

    @Test
    void answersLostAfterTheWrite() {
        try (Conversation talk = talk()) {
            talk.send("before");
            site.node(0).toStore().dropAnswers();
            isRefused(talk, "stored and not answered");
            assertThat(site.messages())
                    .filteredOn(message -> message.user().equals(talk.user))
                    .hasSize(2);
            site.node(0).toStore().resume();
            talk.devices.forEach(device -> shows(device, 2, FOUND));
            isFoundByRepetition(talk, "stored and not answered", 2);
            goesOn(talk, 3);
        }
    }

    @Test
    void answersLate() {
        try (Conversation talk = talk()) {
            site.node(0).toStore().delayAnswers(Duration.ofMillis(700));
            talk.send("slowly");
            site.node(0).toStore().resume();
            talk.devices.forEach(device -> shows(device, 1, PROMPT));
            goesOn(talk, 2);
        }
    }

    @Test
    void aRoomLeftWhileTheStoreStillCountsWhatIsUnreadIsNotSaidToBeJoined() {
        String user = site.newUser();
        site.fill(user, site.newAdmin(), 1);
        try (SocketClient device = site.replica(0).user(user)) {
            // Every answer takes long enough to leave between the last message and the count that follows it.
            site.node(0).toStore().delayAnswers(Duration.ofSeconds(1));
            device.send(join(user, "overtaken", 0));
            device.shown(1, REFUSED);
            device.send("{\"type\":\"leaveUserRoom\",\"ref\":\"left\",\"userId\":\"%s\"}".formatted(user));
            assertThat(answer(device, "left").path("type").asText()).isEqualTo("done");
            device.send(join(user, "joined", 1));

            assertThat(answer(device, "overtaken").path("code").asText()).isEqualTo("conflict");
            assertThat(answer(device, "joined").path("type").asText()).isEqualTo("userRoomJoined");
        }
    }

    private static String join(String user, String ref, long after) {
        return "{\"type\":\"joinUserRoom\",\"ref\":\"%s\",\"userId\":\"%s\",\"after\":%d}".formatted(ref, user, after);
    }

    private static JsonNode answer(SocketClient device, String ref) {
        return device.await(frame -> frame.path("ref").asText().equals(ref), "the answer to " + ref, REFUSED);
    }

    @Test
    void whoeverMayHaveMissedAReceiptIsToldToReadTheStateAgain() {
        try (Conversation talk = talk()) {
            talk.send("seen");
            SocketClient device = talk.devices.getFirst();
            device.shown(1, PROMPT);
            site.node(0).toStore().delayAnswers(Duration.ofSeconds(2));
            device.send("{\"type\":\"ack\",\"seq\":1}");
            await().atMost(REFUSED).until(() -> isDelivered(talk.user));
            // The answer to what was done is on its way, and gets lost.
            site.node(0).toStore().dropAnswers();

            device.await("stateStale", REFUSED);
            talk.admin.await("stateStale", REFUSED);
        }
    }

    private static boolean isDelivered(String user) {
        return site.messages().stream()
                .anyMatch(message -> message.user().equals(user) && message.deliveredAt() != null);
    }

    @Test
    void timeInTheQueueCounts() {
        try (Conversation talk = talk()) {
            talk.send("before");
            site.nodes().forEach(node -> node.toStore().hang());
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                talk.admin.report(talk.user, "queued-" + i, "queued");
            }
            for (int i = 0; i < 200; i++) {
                JsonNode answer = talk.admin.confirmation("queued-" + i, REFUSED);
                assertThat(answer.path("error").path("code").asText()).isEqualTo("unavailable");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(REFUSED);
        }
    }

    private static Conversation talk() {
        return new Conversation(site, site.replica(0), site.replica(0), site.replica(1));
    }

    private static void isRefused(Conversation talk, String key) {
        talk.admin.report(talk.user, key, key);
        JsonNode answer = talk.admin.confirmation(key, REFUSED);
        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("error").path("code").asText()).isEqualTo("unavailable");
    }

    private static void socketsStay(Conversation talk) {
        assertThat(talk.admin.closed()).isNotDone();
        assertThat(talk.devices)
                .allSatisfy(device -> assertThat(device.closed()).isNotDone());
    }

    private static void isFoundByRepetition(Conversation talk, String key, long seq) {
        SocketClient again = site.replica(1).admin(talk.adminId);
        again.report(talk.user, key, key);
        JsonNode answer = again.confirmation(key, PROMPT);
        assertThat(answer.path("message").path("seq").asLong())
                .as(answer.toString())
                .isEqualTo(seq);
        again.close();
    }

    private static void goesOn(Conversation talk, long next) {
        JsonNode message = talk.send("and on");
        assertThat(message.get("seq").asLong()).isEqualTo(next);
        talk.devices.forEach(device -> shows(device, next, FOUND));
    }
}
