package io.postroom.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.History.Stored;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/operations.md` tells proxies to do with calls that one replica refused: a send whose fate is
/// unknown is not theirs to repeat.
class ProxiesIT {
    private static final int SENDS = 4;
    /// A replica gives up after 10 s. Who asks another one then asks it while the store is well again.
    private static final Duration HUNG = Duration.ofMillis(12_500);
    private static final Duration ANSWERED = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void haProxySendsNoMessageTwiceWhileTheStoreHangs() throws Exception {
        try (Site site = site();
                HaProxy proxy = new HaProxy(directory, replicas(site))) {
            noMessageIsStoredTwice(site, proxy.address());
        }
    }

    @Test
    void nginxSendsNoMessageTwiceWhileTheStoreHangs() throws Exception {
        try (Site site = site();
                Nginx proxy = new Nginx(directory, replicas(site))) {
            noMessageIsStoredTwice(site, proxy.address());
        }
    }

    private static void noMessageIsStoredTwice(Site site, Address proxy) throws Exception {
        String admin = site.newAdmin();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            users.add(site.newUser());
        }
        // So that every replica knows them all, and the sends get as far as the store.
        for (String user : users) {
            for (Site.Node node : site.nodes()) {
                assertThat(send(node.replica().address(), admin, user, "before"))
                        .isEqualTo(201);
            }
        }
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            site.store().freeze();
            users.forEach(user ->
                    answers.add(CompletableFuture.supplyAsync(() -> send(proxy, admin, user, "once"), threads)));
            CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
            try {
                all.get(HUNG.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException repeated) {
                // The proxy asks again: it shall find a store that takes what it asks for.
            }
            site.store().thaw();
            all.get(ANSWERED.toSeconds(), TimeUnit.SECONDS);
        } finally {
            site.store().thaw();
        }
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(503);
        // What was under way has arrived when the store has taken something later.
        for (String user : users) {
            for (Site.Node node : site.nodes()) {
                Awaitility.await("sends are taken again")
                        .atMost(SOON)
                        .until(() -> send(node.replica().address(), admin, user, "after") == 201);
            }
        }
        List<String> once = site.messages().stream()
                .filter(message -> message.text().equals("once"))
                .map(Stored::user)
                .toList();
        assertThat(once).isNotEmpty().doesNotHaveDuplicates();
    }

    private static int send(Address to, String admin, String user, String text) {
        return given().baseUri("http://127.0.0.1")
                .port(to.port())
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.admin(admin))
                .body(Map.of("userId", user, "title", "A title", "message", text, "status", "Info"))
                .post("/api/report-messages")
                .statusCode();
    }

    private Site site() {
        return new Site(directory, StoreProcess.inMemory(directory)).replicas(2, Map.of());
    }

    private static List<ReplicaProcess> replicas(Site site) {
        return site.nodes().stream().map(Site.Node::replica).toList();
    }
}
