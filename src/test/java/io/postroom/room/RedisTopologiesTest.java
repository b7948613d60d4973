package io.postroom.room;

import static io.postroom.room.RoomAdapterContract.hears;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postroom.faults.Authority;
import io.postroom.faults.Ports;
import io.postroom.faults.RedisProcess;
import io.postroom.room.RoomAdapterContract.Node;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which a Redis may stand, each with real servers.
class RedisTopologiesTest {

    private static final String ROOM = "room:00000000000000000000000c";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void allCloses() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPasswordWithSpecialCharactersIsSentAndAWrongOneKeepsItAway() {
        RedisProcess redis = started(RedisProcess.start("--requirepass", "p@ss:w/+ %41"));
        Node right = live("redis://:p%40ss%3Aw%2F+%20%2541@127.0.0.1:" + redis.port(), "right");
        Node user = live("redis://default:p%40ss%3Aw%2F+%20%2541@127.0.0.1:" + redis.port(), "user");
        carries(right, user);
        Node wrong = node("redis://:wrong@127.0.0.1:" + redis.port(), "wrong", null);
        await().atMost(SOON).until(() -> wrong.hearing().timesCutOff() == 1);
        assertFalse(wrong.subscribe(ROOM));
    }

    @Test
    void anOldServerWithoutTheNewProtocolWillDo() {
        // As a server before 6: without HELLO it speaks the old protocol only.
        RedisProcess redis = started(RedisProcess.start("--rename-command", "HELLO", ""));
        Node a = live(redis.url(), "a");
        Node b = live(redis.url() + "/2", "b");
        carries(a, b);
        redis.command("CLIENT", "KILL", "TYPE", "pubsub");
        await().atMost(SOON)
                .until(() -> a.hearing().timesResubscribed() == 2 && b.hearing().timesResubscribed() == 2);
        assertTrue(a.publish(ROOM, "back"));
        await().atMost(SOON).until(() -> b.hearing().payloads(ROOM).contains("back"));
    }

    @Test
    void afterAFailoverTheMasterThatTheSentinelsNameCarriesOn() {
        RedisProcess first = started(RedisProcess.start());
        RedisProcess second = started(RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(first.port())));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> second.command("INFO", "replication").contains("master_link_status:up"));
        List<String> sentinels = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RedisProcess sentinel = started(RedisProcess.sentinel(List.of(
                    "sentinel monitor the-master 127.0.0.1 " + first.port() + " 2",
                    "sentinel down-after-milliseconds the-master 1000",
                    "sentinel failover-timeout the-master 5000")));
            sentinels.add("127.0.0.1:" + sentinel.port());
            await().atMost(SOON)
                    .until(() -> sentinel.command("SENTINEL", "REPLICAS", "the-master")
                            .contains(Integer.toString(second.port())));
        }
        String url = "redis+sentinel://" + String.join(",", sentinels) + "/the-master";
        Node a = live(url, "a");
        Node b = live(url, "b");
        carries(a, b);

        first.kill();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> a.hearing().timesResubscribed() == 2 && b.hearing().timesResubscribed() == 2);
        assertTrue(second.command("ROLE").startsWith("master"));
        assertTrue(a.publish(ROOM, "on the new master"));
        await().atMost(SOON).until(() -> b.hearing().payloads(ROOM).contains("on the new master"));
    }

    @Test
    void aClusterCarriesFromAnyNodeToAnyOtherAndLosesOne() {
        List<RedisProcess> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(started(RedisProcess.start("--cluster-enabled", "yes", "--cluster-node-timeout", "1000")));
        }
        meet(nodes);
        Node a = live(cluster(nodes.get(0), nodes.get(1)), "a");
        Node b = live(cluster(nodes.get(1), nodes.get(2)), "b");
        Node c = live(cluster(nodes.get(2), nodes.get(0)), "c");
        assertTrue(c.subscribe(ROOM));
        carries(a, b);
        hears(c, ROOM, "there", "and back");

        nodes.get(0).kill();
        await().atMost(SOON).until(() -> a.hearing().timesResubscribed() == 2);
        // The cluster misses the slots of the one that is gone, and hints need none.
        assertTrue(a.publish(ROOM, "without the first"));
        await().atMost(SOON).until(() -> b.hearing().payloads(ROOM).contains("without the first"));
        await().atMost(SOON).until(() -> c.hearing().payloads(ROOM).contains("without the first"));
    }

    @Test
    void aClusterNodeThatSeesTooFewOthersIsNotUsed() {
        List<RedisProcess> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(started(RedisProcess.start("--cluster-enabled", "yes", "--cluster-node-timeout", "1000")));
        }
        meet(nodes);
        Node a = live(cluster(nodes.get(0)), "a");
        nodes.get(1).freeze();
        nodes.get(2).freeze();
        try {
            await().atMost(Duration.ofSeconds(15)).until(() -> a.hearing().timesCutOff() == 1);
        } finally {
            nodes.get(1).thaw();
            nodes.get(2).thaw();
        }
        await().atMost(SOON).until(() -> a.hearing().timesResubscribed() == 2);
    }

    @Test
    void byTlsOnlyAServerWithACertificateOfTheGivenAuthorityIsTalkedTo() throws Exception {
        Authority authority = new Authority(directory, "localhost");
        int port = Ports.free();
        started(RedisProcess.start(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", authority.certificate().toString(),
                "--tls-key-file", authority.key().toString(),
                "--tls-ca-cert-file", authority.authority().toString(),
                "--tls-auth-clients", "no"));
        Path ca = authority.authority();
        Node a = node("rediss://localhost:" + port, "a", ca);
        Node b = node("rediss://localhost:" + port, "b", ca);
        await().atMost(SOON)
                .until(() -> a.hearing().timesResubscribed() == 1 && b.hearing().timesResubscribed() == 1);
        carries(a, b);

        Node otherName = node("rediss://127.0.0.1:" + port, "c", ca);
        Node noAuthority = node("rediss://localhost:" + port, "d", null);
        await().atMost(SOON)
                .until(() -> otherName.hearing().timesCutOff() == 1
                        && noAuthority.hearing().timesCutOff() == 1);
        assertFalse(otherName.adapter().connected() || noAuthority.adapter().connected());
    }

    private static void carries(Node a, Node b) {
        assertTrue(a.subscribe(ROOM) && b.subscribe(ROOM));
        assertTrue(a.publish(ROOM, "there"));
        hears(b, ROOM, "there");
        assertTrue(b.publish(ROOM, "and back"));
        hears(a, ROOM, "there", "and back");
    }

    private Node live(String url, String replica) {
        Node node = node(url, replica, null);
        await().atMost(SOON).until(() -> node.hearing().timesResubscribed() == 1);
        return node;
    }

    private Node node(String url, String replica, @Nullable Path ca) {
        RedisAdapter adapter = new RedisAdapter(vertx, RedisUrl.parse(url), ca, "test", replica);
        opened.add(adapter);
        Node node = new Node(adapter, new Hearing());
        adapter.start(node.hearing());
        return node;
    }

    private RedisProcess started(RedisProcess process) {
        opened.add(process);
        return process;
    }

    private static String cluster(RedisProcess... nodes) {
        return "redis+cluster://"
                + String.join(
                        ",",
                        List.of(nodes).stream()
                                .map(node -> "127.0.0.1:" + node.port())
                                .toList());
    }

    private static void meet(List<RedisProcess> nodes) {
        int slots = 16384;
        for (int i = 0; i < nodes.size(); i++) {
            RedisProcess node = nodes.get(i);
            node.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            node.command(
                    "CLUSTER",
                    "ADDSLOTSRANGE",
                    Integer.toString(slots * i / nodes.size()),
                    Integer.toString(slots * (i + 1) / nodes.size() - 1));
            node.command(
                    "CLUSTER",
                    "MEET",
                    "127.0.0.1",
                    Integer.toString(nodes.getFirst().port()));
        }
        for (RedisProcess node : nodes) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.command("CLUSTER", "INFO").contains("cluster_state:ok")
                            && node.command("CLUSTER", "INFO").contains("cluster_known_nodes:" + nodes.size()));
        }
    }
}
