package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replica at its limit refuses upgrades and stays ready, so that a proxy gives the others the newcomers and takes
/// nobody away from it.
class FullReplicaIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int FEW = 2;
    private static final int MANY = 8;

    @TempDir
    Path directory;

    @Test
    void whoIsRefusedByAFullReplicaGetsAPlaceOnTheOther() throws Exception {
        List<SocketClient> clients = new ArrayList<>();
        try (Site site = new Site(directory, StoreProcess.inMemory(directory))) {
            ReplicaProcess small = site.launch(limit(FEW)).replica();
            ReplicaProcess large = site.launch(limit(MANY)).replica();
            small.awaitReady();
            large.awaitReady();
            try (HaProxy proxy = new HaProxy(directory, List.of(small, large))) {
                // By connections alone each would get half of them.
                for (int i = 0; i < FEW + MANY; i++) {
                    clients.add(newcomer(proxy));
                }
                clients.forEach(client -> client.await("welcome", SOON));
                assertThat(small.metric("postroom_sockets_open")).isEqualTo(FEW);
                assertThat(large.metric("postroom_sockets_open")).isEqualTo(MANY);

                SocketClient.Refused refused = catchThrowableOfType(SocketClient.Refused.class, () -> newcomer(proxy));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).matches("\\d+");
                assertThat(List.of(small.ready(), large.ready())).containsOnly(true);

                clients.removeLast().cut();
                Awaitility.await("a place is free")
                        .atMost(SOON)
                        .until(() -> large.metric("postroom_sockets_open") + small.metric("postroom_sockets_open")
                                < FEW + MANY);
                clients.add(newcomer(proxy));
                clients.getLast().await("welcome", SOON);
                assertThat(clients).noneMatch(client -> client.closed().isDone());
            } finally {
                clients.forEach(SocketClient::close);
            }
        }
    }

    private static Map<String, String> limit(int sockets) {
        return Map.of("POSTROOM_LIMITS_SOCKETS", Integer.toString(sockets));
    }

    private static SocketClient newcomer(HaProxy proxy) {
        String id = new ObjectId().toHexString();
        return SocketClient.connect(proxy.address().userUrl(id), Tokens.user(id));
    }
}
