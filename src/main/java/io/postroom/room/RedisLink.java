package io.postroom.room;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One attempt at Redis and what comes of it: a connection that hears and one that publishes, which live and end
/// together. On the adapter's thread only.
///
/// Each has a client of its own, because to close the client is the one way to end a connection for good at any stage,
/// a handshake that hangs included.
final class RedisLink {

    private final RedisNodes nodes;
    private final Events events;
    private final List<Redis> clients = new ArrayList<>();
    private boolean closed;

    /// What happens to the link. Nothing comes after its end.
    interface Events {
        void connected(RedisConnection subscriber, RedisConnection publisher);

        void heard(Response reply);

        /// Once, whether it was connected or not.
        void ended(Throwable cause);
    }

    RedisLink(RedisNodes nodes, Events events) {
        this.nodes = nodes;
        this.events = events;
    }

    void connect() {
        Future.succeededFuture()
                .compose(ignored -> nodes.find(clients::add))
                .compose(node -> closed ? Future.failedFuture("given up") : connect(node))
                .onFailure(this::end);
    }

    void end(Throwable cause) {
        if (!closed) {
            closed = true;
            clients.forEach(Redis::close);
            events.ended(cause);
        }
    }

    private Future<Void> connect(RedisUrl.Node node) {
        Future<RedisConnection> subscriber = open(node);
        Future<RedisConnection> publisher = open(node);
        return Future.all(subscriber, publisher)
                .compose(both -> nodes.reachesAll(publisher.result()))
                .map(reachesAll -> {
                    if (!reachesAll) {
                        throw new IllegalStateException(node + " does not reach the other servers");
                    }
                    if (!closed) {
                        subscriber.result().handler(ifOpen(events::heard));
                        events.connected(subscriber.result(), publisher.result());
                    }
                    return null;
                });
    }

    private Future<RedisConnection> open(RedisUrl.Node node) {
        Redis client = nodes.client(node);
        clients.add(client);
        return client.connect()
                .onSuccess(connection -> connection
                        .exceptionHandler(this::end)
                        .endHandler(ignored -> end(new IllegalStateException(node + " closed the connection"))));
    }

    private Handler<Response> ifOpen(Consumer<Response> consumer) {
        return reply -> {
            if (!closed) {
                consumer.accept(reply);
            }
        };
    }
}
