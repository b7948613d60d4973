package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replica that is gone has left its messages in the store; the others show them within 5 s (the tests fail at 10).
class ReplicaKilledIT {
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

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

    @BeforeEach
    void heal() {
        site.heal();
    }

    @Test
    void killedBetweenStoreAndPublishItsMessageIsShownByTheOthers() {
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(1))) {
            // What it publishes goes nowhere from here on, as if it died before each publish.
            site.node(0).toRedis().hang();
            talk.send("stored and not published");
            site.replica(0).kill();
            shows(talk.devices.getFirst(), 1, ELSEWHERE);

            SocketClient other = site.replica(1).admin(talk.adminId);
            other.report(talk.user, "the next", "the next");
            other.confirmation("the next", PROMPT);
            shows(talk.devices.getFirst(), 2, PROMPT);
            other.close();
        }
    }

    @Test
    void frozenBetweenStoreAndPublishItsMessageIsShownByTheOthersAndOnceOnly() {
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(1))) {
            site.node(0).toRedis().hang();
            talk.send("stored and not published");
            site.replica(0).freeze();
            shows(talk.devices.getFirst(), 1, ELSEWHERE);
            site.replica(0).thaw();
            site.node(0).toRedis().resume();
            talk.send("the next");
            shows(talk.devices.getFirst(), 2, ELSEWHERE);
        }
    }
}
