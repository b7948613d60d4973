package io.postroom.faults;

import static io.postroom.faults.Conversation.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.postroom.chart.Queries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators see of the packaged application after one message over a socket and one over REST: log lines, metrics
/// and traces. The first replica has an endpoint for traces, the second none.
class ObservedIT {
    private static final String TITLE = "A title that no operator reads";
    private static final String TEXT = "A text that no operator reads";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static final List<String> spans = new CopyOnWriteArrayList<>();
    private static HttpServer collector;
    private static Site site;
    private static String user;
    private static String admin;

    @BeforeAll
    static void sendOverBothDoors() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            // Protocol Buffers hold texts as they are.
            spans.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        // Empty: as the package has it for production.
        String asPackaged = "";
        site = new Site(directory, StoreProcess.inMemory(directory));
        site.launch(Map.of(
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                asPackaged,
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "200ms"));
        // As many sockets as any machine's open files allow: a warning of them is not what is looked for here.
        site.replicas(1, Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", asPackaged, "POSTROOM_LIMITS_SOCKETS", "100"));
        try (Conversation talk = new Conversation(site, site.replica(0), site.replica(0), site.replica(1))) {
            user = talk.user;
            admin = talk.adminId;
            talk.admin.send(SocketClient.draft(user, "by-socket", TEXT).replace("\"A report\"", '"' + TITLE + '"'));
            talk.confirmed("by-socket");
            assertThat(sendOverRest()).isEqualTo(201);
            for (SocketClient device : talk.devices) {
                Conversation.shows(device, 2, PROMPT);
            }
            talk.devices.getFirst().send("{\"type\":\"ack\",\"seq\":2,\"ref\":\"acked\"}");
            talk.devices.getFirst().await("reportMessagesDelivered", PROMPT);
        }
        for (int i = 0; i < 2; i++) {
            ReplicaProcess replica = site.replica(i);
            Awaitility.await("the end of the sockets is logged")
                    .atMost(PROMPT)
                    .until(() -> replica.log().contains("Socket disconnected: "));
        }
    }

    private static int sendOverRest() throws IOException, InterruptedException {
        String body =
                JSON.writeValueAsString(Map.of("userId", user, "title", TITLE, "message", TEXT, "status", "Info"));
        URI messages = URI.create("http://127.0.0.1:" + site.replica(0).port() + "/api/report-messages");
        return HTTP.send(
                        HttpRequest.newBuilder(messages)
                                .header("Authorization", "Bearer " + Tokens.admin(admin))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @AfterAll
    static void end() {
        site.close();
        collector.stop(0);
    }

    @Test
    void inProductionEachLineOfTheLogIsJson() throws JsonProcessingException {
        List<String> lines = site.replica(0).log().lines().toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.path("timestamp").asText()).as(line).isNotEmpty();
            assertThat(json.path("level").asText()).as(line).isNotEmpty();
            assertThat(json.path("message").asText()).as(line).isNotEmpty();
        }
    }

    @Test
    void connectionsJoinsSendsAndDisconnectionsAreLogged() {
        assertThat(site.replica(0).log())
                .contains("Socket connected: ", "Socket disconnected: ")
                .contains("User " + user + " joined their room")
                .contains("Report message sent to user " + user);
    }

    @Test
    void theLogHoldsIdsAndNothingThatPeopleWroteOrKeepSecret() {
        for (Site.Node node : site.nodes()) {
            assertThat(node.replica().log())
                    .doesNotContain(TITLE, TEXT, "@example.org", "Somebody", "Bearer", "eyJ", Tokens.SECRET);
        }
    }

    @Test
    void whatIsPromisedToBeMeasuredIsExposed() throws IOException {
        assertThat(names(site.replica(0).metrics()))
                .contains(
                        "postroom_sockets_open",
                        "postroom_messages_stored_seconds_bucket",
                        "postroom_messages_handed_on_seconds_bucket",
                        "postroom_messages_acked_seconds_bucket",
                        "postroom_gaps_filled_total",
                        "postroom_hints_lost_total",
                        "postroom_replicas_silent",
                        "postroom_readers_slow_total",
                        "postroom_log_reads_total",
                        "postroom_holes_total",
                        "postroom_store_up",
                        "postroom_sends_unavailable_total",
                        "postroom_upgrades_refused_total");
    }

    @Test
    void whatTheChartsAlertsAndDashboardAskForIsExposed() throws IOException {
        assertThat(names(site.replica(0).metrics())).containsAll(Queries.metrics());
    }

    @Test
    void theLatenciesOfWhatWasSentAreCounted() throws IOException {
        ReplicaProcess replica = site.replica(0);
        assertThat(replica.metric("postroom_messages_stored_seconds_count")).isEqualTo(2);
        assertThat(replica.metric("postroom_messages_handed_on_seconds_count")).isEqualTo(2);
        assertThat(replica.metric("postroom_messages_acked_seconds_count")).isEqualTo(2);
    }

    @Test
    void aSendIsTracedByWhicheverDoorItCame() {
        Awaitility.await("spans of both sends").atMost(PROMPT).until(() -> count("sendReportMessage") == 2);
        Awaitility.await("the span of the call").atMost(PROMPT).until(() -> count("POST /api/report-messages") > 0);
        assertThat(spans).noneMatch(span -> span.contains(TITLE) || span.contains(TEXT) || span.contains("eyJ"));
    }

    @Test
    void withoutAnEndpointNothingIsSaidOfTraces() {
        assertThat(site.replica(1).log())
                .doesNotContainIgnoringCase("otlp")
                .doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"");
    }

    private static long count(String name) {
        return spans.stream()
                .mapToLong(batch -> Pattern.compile(name, Pattern.LITERAL)
                        .matcher(batch)
                        .results()
                        .count())
                .sum();
    }

    private static List<String> names(String metrics) {
        return metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]", 2)[0])
                .distinct()
                .toList();
    }
}
