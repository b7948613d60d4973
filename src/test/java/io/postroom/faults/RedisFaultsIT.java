package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis is a hint: whatever happens to it, sends are stored and confirmed, joins go on, the sender's replica shows at
/// once and the others within 5 s, and everything is live again 2 s after Redis is. The tests fail at twice these
/// times.
class RedisFaultsIT {
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(4);
    /// What only hints can do: without them the heads are read every 2 s.
    private static final Duration LIVE = Duration.ofMillis(1000);

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
        site.nodes().forEach(node -> awaitRedis(node.replica()));
    }

    @Test
    void killedAndRestarted() {
        try (Conversation talk = talk()) {
            site.redis().kill();
            goesOn(talk);
            site.redis().restart();
            isLiveAgain(talk);
        }
    }

    @Test
    void flushed() {
        try (Conversation talk = talk()) {
            site.redis().command("FLUSHALL");
            goesOn(talk);
            isLiveAgain(talk);
        }
    }

    @Test
    void hung() {
        try (Conversation talk = talk()) {
            site.redis().freeze();
            goesOn(talk);
            site.redis().thaw();
            isLiveAgain(talk);
        }
    }

    @Test
    void subscribersThrownOut() {
        try (Conversation talk = talk()) {
            site.redis().command("CLIENT", "KILL", "TYPE", "pubsub");
            goesOn(talk);
            isLiveAgain(talk);
        }
    }

    @Test
    void cutOffFromTheSendersReplicaOnly() {
        try (Conversation talk = talk()) {
            site.node(0).toRedis().cut();
            goesOn(talk);
            site.node(0).toRedis().resume();
            isLiveAgain(talk);
        }
    }

    @Test
    void cutOffFromTheReadersReplicaOnly() {
        try (Conversation talk = talk()) {
            site.node(1).toRedis().cut();
            goesOn(talk);
            site.node(1).toRedis().resume();
            isLiveAgain(talk);
        }
    }

    @Test
    void hungForOneReplicaOnly() {
        try (Conversation talk = talk()) {
            site.node(0).toRedis().hang();
            goesOn(talk);
            site.node(0).toRedis().resume();
            isLiveAgain(talk);
        }
    }

    @Test
    void awayFromAReplicaThatIsStartedMeanwhile() {
        Site.Node late = site.add(Map.of());
        late.toRedis().cut();
        late.replica().start();
        try (Conversation talk = new Conversation(site, late.replica(), late.replica(), site.replica(0))) {
            goesOn(talk);
            late.toRedis().resume();
            isLiveAgain(talk);
        }
    }

    private static Conversation talk() {
        return new Conversation(site, site.replica(0), site.replica(0), site.replica(1));
    }

    /// A burst, and one more when the first was shown: the last one has none after it that would reveal it.
    private static void goesOn(Conversation talk) {
        talk.send("first");
        shows(talk.devices.get(0), 1, PROMPT);
        shows(talk.devices.get(1), 1, ELSEWHERE);
        talk.send("second");
        talk.send("third");
        shows(talk.devices.get(0), 3, PROMPT);
        shows(talk.devices.get(1), 3, ELSEWHERE);
        SocketClient joinedMeanwhile = talk.device(site.replica(1), 0L);
        shows(joinedMeanwhile, 3, PROMPT);
    }

    private static void isLiveAgain(Conversation talk) {
        long[] head = {3};
        Awaitility.await("hints arrive again")
                .atMost(BACK)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> {
                    talk.send("live " + ++head[0]);
                    for (SocketClient device : talk.devices) {
                        device.shown(head[0], LIVE);
                    }
                });
        talk.devices.forEach(device -> shows(device, head[0], PROMPT));
    }

    private static void awaitRedis(ReplicaProcess replica) {
        Awaitility.await(replica.name() + " has Redis")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(replica.metric("postroom_redis_connected")).isEqualTo(1));
    }
}
