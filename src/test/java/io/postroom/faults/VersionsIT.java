package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.AlteredCopy.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged version, jar or binary, beside a later one, which is a jar: as while an installation is updated, with
/// users and senders on both.
class VersionsIT {
    private static final int MESSAGES = 30;
    /// What only hints can do: without them the heads are read every 2 s.
    private static final Duration LIVE = Duration.ofMillis(1000);
    /// What the log does, and clients when they are told that the state may have changed: the goal is half of it.
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    /// Twice the time in which replicas say again that the state is to be read.
    private static final Duration STALE = Duration.ofSeconds(20);

    /// Says more in every hint and in its document, and with every hint one of a kind that nobody knew before.
    private static final AlteredCopy SAYS_MORE = new AlteredCopy(
            "says more",
            List.of(
                    new Change(
                            "room/Hint",
                            "return VERSION + \"|\" + fields + '\\n' + body;",
                            "return VERSION + \"|\" + fields + \"|of|later\\n\" + body;"),
                    new Change("room/Rooms", "CompletionStage<Boolean> sent = adapter.publish(channel, hint);", """
                            var _ = adapter.publish(channel, "1|later|" + replica + "|1\\n{}");
                            CompletionStage<Boolean> sent = adapter.publish(channel, hint);"""),
                    new Change(
                            "report/MongoReplicaBoard",
                            "Updates.set(\"counter\", note.counter()),",
                            "Updates.set(\"counter\", note.counter()), Updates.set(\"later\", true),")));

    /// Its hints have a higher version; it understands those of the packaged one.
    private static final AlteredCopy SAYS_OTHERWISE = new AlteredCopy(
            "says otherwise",
            List.of(
                    new Change("room/Hint", "int VERSION = 1;", "int VERSION = 2;"),
                    // Compiled again, as the number stands in it.
                    new Change("room/Replicas", "unsent, Hint.VERSION));", "unsent, Hint.VERSION )); ")));

    @TempDir
    Path directory;

    @Test
    void whatALaterVersionSaysBesidesIsPassedOver() {
        try (Site site = beside(SAYS_MORE)) {
            String before = logs(site);
            talk(site, LIVE);
            assertThat(loud(site, before)).isEmpty();
        }
    }

    @Test
    void whereALaterVersionIsNotUnderstoodTheLogIsRead() {
        try (Site site = beside(SAYS_OTHERWISE)) {
            String before = logs(site);
            talk(site, ELSEWHERE);
            assertThat(loud(site, before)).singleElement().asString().contains("is not understood");
        }
    }

    private Site beside(AlteredCopy later) {
        Path jar = later.build(Artifact.jar(), directory);
        Site site = new Site(directory, StoreProcess.inMemory(directory));
        site.launch(Map.of());
        return site.replicas(1, Map.of("JAR", jar.toString()));
    }

    /// Admins on both write by turns to one user with a page on both; then the pages say what they have, and the
    /// admins hear of it. `hints`: how long what is said on one replica may take to the other.
    private static void talk(Site site, Duration hints) {
        ReplicaProcess packaged = site.replica(0);
        ReplicaProcess later = site.replica(1);
        try (Conversation one = new Conversation(site, packaged, packaged, later);
                SocketClient other = later.admin(site.newAdmin())) {
            one.send("first");
            one.devices.forEach(device -> shows(device, 1, hints.compareTo(PROMPT) > 0 ? hints : PROMPT));
            List<SocketClient> senders = List.of(one.admin, other);
            for (int i = 2; i <= MESSAGES; i++) {
                SocketClient sender = senders.get(i % 2);
                sender.report(one.user, "k" + i, "number " + i);
                sender.confirmation("k" + i, PROMPT);
                for (SocketClient device : one.devices) {
                    shows(device, i, hints);
                }
            }
            reads(one.devices.get(1), MESSAGES / 2, senders, hints);
            reads(one.devices.get(0), MESSAGES, senders, hints);
        }
    }

    /// The page has and then reads what is up to there, and each time every admin hears of it: of the receipt where
    /// hints are understood, else that the state is to be read again.
    private static void reads(SocketClient page, int upTo, List<SocketClient> admins, Duration hints) {
        says(page, "{\"type\":\"ack\",\"seq\":%d}".formatted(upTo), "reportMessagesDelivered", admins, hints);
        says(page, "{\"type\":\"markAllRead\",\"upTo\":%d}".formatted(upTo), "reportMessagesRead", admins, hints);
    }

    private static void says(
            SocketClient page, String frame, String receipt, List<SocketClient> admins, Duration hints) {
        List<Integer> heard =
                admins.stream().map(admin -> admin.frames().size()).toList();
        page.send(frame);
        for (int i = 0; i < admins.size(); i++) {
            SocketClient admin = admins.get(i);
            int before = heard.get(i);
            Awaitility.await("the admin hears of " + frame)
                    .atMost(STALE)
                    .until(() -> admin.frames().stream()
                            .skip(before)
                            .map(SocketClient::type)
                            .anyMatch(news ->
                                    news.equals(receipt) || (!hints.equals(LIVE) && news.equals("stateStale"))));
        }
    }

    private static String logs(Site site) {
        return site.replica(0).log();
    }

    /// The lines of the packaged version since then that are louder than INFO, or are those of a stack trace.
    private static List<String> loud(Site site, String before) {
        List<String> lines = new ArrayList<>();
        logs(site).substring(before.length()).lines().forEach(line -> {
            if (!line.isBlank() && !line.matches("\\S+ (INFO|DEBUG) .*")) {
                lines.add(line);
            }
        });
        return lines;
    }
}
