package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static io.postroom.faults.Conversation.shows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of a room is one, everywhere.
class OrderIT {
    private static final Duration LONG = Duration.ofSeconds(60);

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

    @Test
    void whatOneSocketSendsWithoutWaitingIsStoredInTheOrderSent() {
        int count = 1000;
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0), site.replica(1))) {
            for (int i = 1; i <= count; i++) {
                talk.admin.report(talk.user, "k" + i, "number " + i);
            }
            for (SocketClient device : talk.devices) {
                shows(device, count, LONG);
                assertThat(texts(device))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, count)
                                .mapToObj(i -> "number " + i)
                                .toList());
            }
        }
    }

    @Test
    void eightWritersOnTwoReplicasGiveEveryReaderTheSameOrderWithoutAHole() {
        int writers = 8;
        int each = 50;
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0), site.replica(1))) {
            List<SocketClient> admins = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                admins.add(site.replica(w % 2).admin(site.newAdmin()));
            }
            for (int i = 0; i < each; i++) {
                for (int w = 0; w < writers; w++) {
                    admins.get(w).report(talk.user, "k" + i, w + " says " + i);
                }
            }
            talk.devices.forEach(device -> shows(device, writers * each, LONG));
            assertThat(texts(talk.devices.get(0))).isEqualTo(texts(talk.devices.get(1)));
            for (int w = 0; w < writers; w++) {
                String writer = w + " says ";
                assertThat(texts(talk.devices.get(0)).stream().filter(text -> text.startsWith(writer)))
                        .containsExactlyElementsOf(IntStream.range(0, each)
                                .mapToObj(i -> writer + i)
                                .toList());
            }
            admins.forEach(SocketClient::close);
        }
    }

    @Test
    void aDocumentRemovedByHandIsSteppedOverLoggedAndCounted() throws Exception {
        try (Conversation talk = new Conversation(site, site.replica(0))) {
            for (int i = 1; i <= 5; i++) {
                talk.send("k" + i);
            }
            try (MongoClient client = site.store().client()) {
                Site.collection(client)
                        .deleteOne(Filters.and(Filters.eq("userId", new ObjectId(talk.user)), Filters.eq("seq", 3L)));
            }
            double before = site.replica(1).metric("postroom_holes_total");

            SocketClient device = site.replica(1).user(talk.user);
            talk.devices.add(device);
            JsonNode joined = device.joined(talk.user, 0L, PROMPT);

            assertThat(joined.get("seq").asLong()).isEqualTo(5);
            assertThat(device.shown()).containsExactly(1L, 2L, 4L, 5L);
            talk.send("k6");
            assertThat(device.shown(6, PROMPT))
                    .containsExactlyElementsOf(
                            LongStream.of(1, 2, 4, 5, 6).boxed().toList());
            assertThat(site.replica(1).metric("postroom_holes_total")).isGreaterThan(before);
            assertThat(site.replica(1).log()).contains("missing from the room of user " + talk.user);
        }
    }

    private static List<String> texts(SocketClient device) {
        return device.frames().stream()
                .filter(frame -> SocketClient.type(frame).equals("receiveReportMessage"))
                .map(frame -> frame.get("message").get("message").asText())
                .toList();
    }
}
