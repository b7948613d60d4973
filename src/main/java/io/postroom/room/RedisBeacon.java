package io.postroom.room;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a replica publishes to itself every second, so that it knows that what it says is heard. Every third one comes
/// with a look at whether the server still reaches the others, which one's own beacon cannot tell. On the adapter's
/// thread only.
final class RedisBeacon {

    private static final Logger LOG = Logger.getLogger(RedisBeacon.class);

    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int CHECK_EVERY = 3;

    private final RedisNodes nodes;
    private final String channel;
    private final Consumer<String> alone;
    private @Nullable RedisConnection connection;
    private long next;
    private long sent;

    /// @param alone is told why the server is not to be used any more
    RedisBeacon(RedisNodes nodes, String channel, Consumer<String> alone) {
        this.nodes = nodes;
        this.channel = channel;
        this.alone = alone;
    }

    String channel() {
        return channel;
    }

    void open(RedisConnection opened) {
        connection = opened;
    }

    void away() {
        connection = null;
    }

    void sendIfDue(long now) {
        if (now - next >= 0) {
            send(now);
        }
    }

    void send(long now) {
        next = now + EVERY;
        RedisConnection to = connection;
        if (to == null) {
            return;
        }
        // Past the publisher's queue: a full one must not look like a Redis that is away.
        to.send(Request.cmd(Command.PUBLISH).arg(channel).arg(""));
        if (++sent % CHECK_EVERY == 0) {
            nodes.reachesAll(to)
                    .onSuccess(reachesAll -> {
                        if (!reachesAll && to == connection) {
                            alone.accept("the server no longer reaches the others");
                        }
                    })
                    .onFailure(cause -> LOG.debugf("The server's place could not be asked: %s", cause.getMessage()));
        }
    }
}
