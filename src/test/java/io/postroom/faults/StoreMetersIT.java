package io.postroom.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that is away is seen in the metrics, which are all that an alert knows.
class StoreMetersIT {
    private static final String UP = "postroom_store_up";

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory)).replicas(1, Map.of());
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void anOutageIsMeasuredAndWhatItRefuses() throws IOException {
        ReplicaProcess replica = site.replica(0);
        assertThat(replica.metric(UP)).isEqualTo(1);
        assertThat(replica.metric("postroom_sends_unavailable_total")).isZero();
        try {
            site.node(0).toStore().cut();
            soon("the outage is seen").until(() -> replica.metric(UP) == 0);
            assertThat(send()).isEqualTo(503);
            assertThat(replica.metric("postroom_sends_unavailable_total")).isEqualTo(1);
        } finally {
            site.heal();
        }
        soon("its end is seen").until(() -> replica.metric(UP) == 1);
    }

    @Test
    void aReplicaThatHasNeverReachedTheStoreSaysSo() {
        Site.Node node = site.add(Map.of());
        node.toStore().cut();
        node.replica().launch();
        soon("metrics are there")
                .ignoreExceptions()
                .until(() -> node.replica().metrics().lines().anyMatch(line -> line.equals(UP + " 0.0")));
        node.toStore().resume();
        node.replica().awaitReady();
        soon("the store is reached").until(() -> node.replica().metric(UP) == 1);
    }

    @Test
    void aReplicaThatStillTakesOverSaysThatTheStoreAnswers() {
        Site.Node node = site.add(Map.of());
        node.toStore().delayAnswers(Duration.ofMillis(700));
        node.replica().launch();
        soon("the store is reached")
                .ignoreExceptions()
                .until(() -> node.replica().metric(UP) == 1);
        assertThat(node.replica().ready()).isFalse();
        node.toStore().resume();
        node.replica().awaitReady();
    }

    private static ConditionFactory soon(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }

    private static int send() {
        return given().baseUri("http://127.0.0.1")
                .port(site.replica(0).port())
                .auth()
                .oauth2(Tokens.admin("6500000000000000000000a1"))
                .contentType("application/json")
                .body("{\"userId\":\"6500000000000000000000b1\",\"title\":\"t\",\"message\":\"m\",\"status\":\"Info\"}")
                .post("/api/report-messages")
                .statusCode();
    }
}
