package io.postroom.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which server to talk to next, and whether it is still the right one. Used on the adapter's thread only.
///
/// An attempt asks one address (one sentinel, one node of a cluster); when it fails the next attempt asks the next, so
/// that an address that swallows packets costs one attempt and not all of them.
final class RedisNodes {

    /// A lost SYN is sent again after a second: to begin anew is as quick.
    private static final int CONNECT_TIMEOUT_MS = 1000;

    /// Beside the publishes: the beacon, a check, the handshake.
    private static final int OWN_COMMANDS = 64;

    private final Vertx vertx;
    private final RedisUrl url;
    private final @Nullable Path ca;
    private int turn;

    RedisNodes(Vertx vertx, RedisUrl url, @Nullable Path ca) {
        this.vertx = vertx;
        this.url = url;
        this.ca = ca;
    }

    /// A client for one connection to this address; to close it is to close the connection, at whatever stage it is.
    Redis client(RedisUrl.Node node) {
        NetClientOptions net =
                new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setTcpNoDelay(true);
        if (url.tls()) {
            net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
            if (ca != null) {
                net.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString()));
            }
        }
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setEndpoints(List.of(url.endpoint(node)))
                        .setNetClientOptions(net)
                        .setMaxPoolSize(1)
                        .setMaxPoolWaiting(1)
                        .setPoolRecycleTimeout(-1)
                        .setMaxWaitingHandlers(RedisPublisher.MAX_UNANSWERED + OWN_COMMANDS));
    }

    /// The address to connect to now.
    ///
    /// @param asking is given the client that asks a sentinel, so that the caller can end it when it takes too long
    Future<RedisUrl.Node> find(Consumer<Redis> asking) {
        RedisUrl.Node node = url.nodes().get(Math.floorMod(turn, url.nodes().size()));
        if (url.kind() != RedisUrl.Kind.SENTINEL) {
            return Future.succeededFuture(node);
        }
        Redis client = client(node);
        asking.accept(client);
        return client.connect()
                .compose(sentinel -> sentinel.send(Request.cmd(Command.SENTINEL)
                        .arg("GET-MASTER-ADDR-BY-NAME")
                        .arg(Objects.requireNonNull(url.master()))))
                .map(answer -> {
                    if (answer == null) {
                        throw new IllegalStateException(
                                "the sentinel " + node + " knows no master named " + url.master());
                    }
                    return new RedisUrl.Node(
                            answer.get(0).toString(),
                            Integer.parseInt(answer.get(1).toString()));
                })
                .onComplete(any -> client.close());
    }

    /// The address did not do: the next attempt takes the next one.
    void failed() {
        turn++;
    }

    /// Whether the server is one that reaches all replicas: with sentinels the master (publishes to a replica stay
    /// there), in a cluster a node that sees most of the others.
    Future<Boolean> reachesAll(RedisConnection connection) {
        return switch (url.kind()) {
            case SINGLE -> Future.succeededFuture(true);
            case SENTINEL ->
                connection
                        .send(Request.cmd(Command.ROLE))
                        .map(role -> role != null && "master".equals(role.get(0).toString()));
            case CLUSTER ->
                connection.send(Request.cmd(Command.CLUSTER).arg("NODES")).map(RedisNodes::seesMostMasters);
        };
    }

    /// Of the lines `id address flags … link-state slots`; a node suspected or known to have failed is not seen.
    private static boolean seesMostMasters(@Nullable Response nodes) {
        if (nodes == null) {
            return false;
        }
        List<List<String>> masters = nodes.toString()
                .lines()
                .map(line -> Arrays.asList(line.split(" ")))
                .filter(fields -> fields.size() >= 8
                        && Arrays.asList(fields.get(2).split(",")).contains("master"))
                .toList();
        long seen = masters.stream()
                .filter(fields ->
                        !fields.get(2).contains("fail") && fields.get(7).equals("connected"))
                .count();
        return seen * 2 > masters.size();
    }
}
