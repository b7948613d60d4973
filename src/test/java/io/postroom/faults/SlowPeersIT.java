package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers that take too little or send too much, on a replica with 128 MB of heap: memory stays bounded, nobody else is
/// slowed, and nothing is lost.
class SlowPeersIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    /// 40 MB: too much for the heap once as frames and once as buffers. More by `-Dpostroom.behind.messages=100000`.
    private static final int BEHIND = Integer.getInteger("postroom.behind.messages", 20_000);

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory))
                .replicas(1, Map.of("HEAP", "-Xmx128m -XX:+ExitOnOutOfMemoryError"));
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void aReaderThatComesBackFarBehindGetsItAllInOrderAndSlowsNobody() {
        String user = site.newUser();
        site.fill(user, site.newAdmin(), BEHIND);
        Counting seen = new Counting();
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0));
                SocketClient device = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), seen)) {
            long began = System.nanoTime();
            device.join(user, 0L);
            goesOnAtFullSpeed(talk);
            seen.reaches(BEHIND, LONG.multipliedBy(BEHIND > 20_000 ? 10 : 1));
            System.out.printf(
                    "[behind] %d messages in %d ms%n",
                    BEHIND, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        aliveAndWell();
    }

    @Test
    void aReaderThatStallsWithMoreThanTheBuffersBehindItSlowsNobodyAndMissesNothing() {
        // Two readers' worth of text: 6,000 messages of 2,000 characters are 13 MB, and the kernel keeps some 6 MB.
        int count = 6000;
        String text = "x".repeat(2000);
        String user = site.newUser();
        Counting stalled = new Counting();
        Counting bystander = new Counting();
        try (SocketClient slow = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), stalled);
                SocketClient other = SocketClient.connect(site.replica(0).userUrl(user), Tokens.user(user), bystander);
                SocketClient admin = site.replica(0).admin(site.newAdmin())) {
            slow.join(user, 0L);
            other.join(user, 0L);
            admin.report(user, "first", text);
            stalled.reaches(1, PROMPT);
            slow.stall();
            for (int i = 2; i <= count; i++) {
                admin.report(user, "k" + i, text);
            }
            bystander.reaches(count, LONG);
            slow.resume();
            stalled.reaches(count, LONG);
        }
        aliveAndWell();
    }

    @Test
    void aFloodIsSlowedByNotReadingAndBystandersGoOnAtFullSpeed() {
        String text = "y".repeat(2000);
        String flooded = site.newUser();
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0));
                SocketClient flooder = site.replica(0).admin(site.newAdmin())) {
            // It takes no answers either; 100,000 sends of 2 kB are more than the heap holds.
            flooder.stall();
            for (int i = 0; i < 100_000; i++) {
                flooder.report(flooded, "k" + i, text);
            }
            goesOnAtFullSpeed(talk);
            assertThat(flooder.sent()).as("the flooder is held back").isNotDone();
        }
        aliveAndWell();
    }

    private static void goesOnAtFullSpeed(Conversation talk) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long began = System.nanoTime();
            talk.send("calm " + i);
            talk.devices.getFirst().shown(i + 1, PROMPT);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        millis.sort(null);
        assertThat(millis.get(25)).as("median of " + millis).isLessThan(250);
    }

    private static void aliveAndWell() {
        assertThat(site.replica(0).alive()).isTrue();
        assertThat(site.replica(0).ready()).isTrue();
        assertThat(site.replica(0).log()).doesNotContain("OutOfMemoryError");
    }
}
