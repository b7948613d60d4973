package io.postroom.room;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hints over Redis pub/sub: two connections a replica, however many rooms it has.
///
/// Everything but the doorstep of [#publish] happens on one event loop, and the listener is called there. The replica
/// publishes a beacon every second and listens for it; two seconds without it, or the end of either connection, end
/// both, and new ones are tried with a pause of 50 ms that doubles to 700 ms, so that a Redis that comes back is used
/// again within two seconds.
public final class RedisAdapter implements RoomAdapter {

    private static final Logger LOG = Logger.getLogger(RedisAdapter.class);

    private static final long TICK_MS = 100;
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long FIRST_PAUSE_MS = 50;

    /// With the second that a connect may take, below the two in which all must be live again.
    private static final long LONGEST_PAUSE_MS = 700;

    private final Vertx vertx;
    private final Context loop;
    private final RedisUrl url;
    private final RedisNodes nodes;
    private final String prefix;
    private final RedisBeacon beacon;
    private final RedisSubscriptions subscriptions = new RedisSubscriptions();
    private final RedisPublisher publisher;

    private volatile Phase phase = Phase.NEW;
    private volatile long lastSign;
    private @Nullable Listener listener;
    private @Nullable RedisLink link;
    private long ticker = -1;
    private int attempts;
    private long awaySince;
    /// Known to be away, and the listener told so. Stays until all is live again.
    private boolean away;
    private boolean flushing;

    private enum Phase {
        NEW,
        CONNECTING,
        SUBSCRIBING,
        LIVE,
        PAUSING,
        CLOSED
    }

    /// @param prefix of all channels, without the colon
    /// @param replicaId unique to this process
    /// @param ca see [RedisConfig#ca()]
    public RedisAdapter(Vertx vertx, RedisUrl url, @Nullable Path ca, String prefix, String replicaId) {
        this.vertx = vertx;
        // Not the caller's context: that may be a worker's or a request's.
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.url = url;
        this.nodes = new RedisNodes(vertx, url, ca);
        this.prefix = prefix + ":";
        this.beacon = new RedisBeacon(nodes, this.prefix + "beacon:" + replicaId, this::end);
        this.publisher = new RedisPublisher(loop);
    }

    @Override
    public void start(Listener told) {
        onLoop(() -> {
            if (phase == Phase.NEW) {
                listener = told;
                awaySince = System.nanoTime();
                ticker = vertx.setPeriodic(TICK_MS, ignored -> tick());
                connect();
            }
        });
    }

    @Override
    public CompletionStage<Boolean> subscribe(String channel) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        boolean taken = onLoop(() -> {
            var _ = subscriptions
                    .want(prefix + channel, away || phase == Phase.CLOSED)
                    .thenAccept(answer::complete);
            flushSoon();
        });
        if (!taken) {
            answer.complete(false);
        }
        return answer;
    }

    @Override
    public void unsubscribe(String channel) {
        onLoop(() -> {
            subscriptions.drop(prefix + channel);
            flushSoon();
        });
    }

    @Override
    public CompletionStage<Boolean> publish(String channel, String payload) {
        return publisher.publish(prefix + channel, payload);
    }

    @Override
    public boolean connected() {
        return phase == Phase.LIVE && System.nanoTime() - lastSign < SILENCE;
    }

    @Override
    public void close() {
        onLoop(() -> {
            phase = Phase.CLOSED;
            vertx.cancelTimer(ticker);
            if (link != null) {
                link.end(new IllegalStateException("closed"));
            }
            subscriptions.away();
            publisher.away();
        });
    }

    private void connect() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CONNECTING;
        lastSign = System.nanoTime();
        link = new RedisLink(nodes, new RedisLink.Events() {
            @Override
            public void connected(RedisConnection subscriber, RedisConnection publishing) {
                subscribeAll(subscriber, publishing);
            }

            @Override
            public void heard(Response reply) {
                RedisAdapter.this.heard(reply);
            }

            @Override
            public void ended(Throwable cause) {
                lost(cause);
            }
        });
        link.connect();
    }

    private void subscribeAll(RedisConnection subscriber, RedisConnection publishing) {
        phase = Phase.SUBSCRIBING;
        lastSign = System.nanoTime();
        beacon.open(publishing);
        publisher.open(publishing);
        subscriptions.open(subscriber, beacon.channel());
    }

    private void heard(Response reply) {
        if (reply.type() == ResponseType.ERROR) {
            end(reply.toString());
            return;
        }
        if (reply.size() < 3) {
            return;
        }
        String channel = reply.get(1).toString();
        switch (reply.get(0).toString()) {
            case "message" -> {
                if (channel.equals(beacon.channel())) {
                    beaconHeard();
                } else {
                    tell(to -> to.hint(
                            channel.substring(prefix.length()), reply.get(2).toString()));
                }
            }
            case "subscribe" -> {
                subscriptions.confirmed(channel);
                if (phase == Phase.SUBSCRIBING) {
                    // As long as confirmations come it is not silent, however many they are.
                    lastSign = System.nanoTime();
                    if (channel.equals(beacon.channel())) {
                        beacon.send(lastSign);
                    }
                }
            }
            default -> {}
        }
    }

    private void beaconHeard() {
        lastSign = System.nanoTime();
        if (phase == Phase.SUBSCRIBING) {
            phase = Phase.LIVE;
            away = false;
            attempts = 0;
            subscriptions.takeLate();
            LOG.infof(
                    "Redis is there: node=%s channels=%d afterMs=%d",
                    url, subscriptions.size(), TimeUnit.NANOSECONDS.toMillis(lastSign - awaySince));
            tell(Listener::resubscribed);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        switch (phase) {
            case CONNECTING, SUBSCRIBING -> endIfSilent(now);
            case LIVE -> {
                beacon.sendIfDue(now);
                if (subscriptions.takeLate()) {
                    tell(Listener::resubscribed);
                }
                endIfSilent(now);
            }
            case NEW, PAUSING, CLOSED -> {}
        }
        subscriptions.expire(now);
        publisher.expire(now);
    }

    private void endIfSilent(long now) {
        if (now - lastSign >= SILENCE) {
            end(phase == Phase.LIVE ? "the beacon was missed" : "no answer");
        }
    }

    private void end(String why) {
        Objects.requireNonNull(link, "there is one while it can end").end(new IllegalStateException(why));
    }

    private void lost(Throwable cause) {
        link = null;
        beacon.away();
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.PAUSING;
        nodes.failed();
        if (!away) {
            away = true;
            awaySince = System.nanoTime();
            LOG.warnf("Redis is away, the log is read instead: node=%s cause=%s", url, reason(cause));
            tell(Listener::cutOff);
        } else {
            LOG.debugf("Redis is still away: node=%s cause=%s", url, reason(cause));
        }
        subscriptions.away();
        publisher.away();
        long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempts++, 10));
        vertx.setTimer(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1), ignored -> connect());
    }

    /// What lies deepest says most ("unable to find valid certification path"), and is the shortest.
    private String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return url.scrubbed(deepest.getMessage());
    }

    /// Once per turn of the loop, so that many joins become one command.
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop.runOnContext(ignored -> {
                flushing = false;
                subscriptions.flush();
            });
        }
    }

    private void tell(Consumer<Listener> what) {
        try {
            what.accept(Objects.requireNonNull(listener));
        } catch (RuntimeException e) {
            LOG.error("A listener failed on what the wire said; the connection goes on", e);
        }
    }

    private boolean onLoop(Runnable task) {
        try {
            loop.runOnContext(ignored -> task.run());
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the process is ending, and its loops are gone
        }
    }
}
