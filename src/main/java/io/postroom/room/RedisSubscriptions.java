package io.postroom.room;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which channels are wanted, and which of them the connection has. On the adapter's thread only.
final class RedisSubscriptions {

    /// Channels in one command: Redis serves nobody else meanwhile, and this takes it well below a millisecond.
    private static final int BATCH = 512;

    private static final long ANSWER_WITHIN = TimeUnit.MILLISECONDS.toNanos(900);

    private final Map<String, Channel> channels = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private @Nullable RedisConnection connection;
    private boolean late;

    private static final class Channel {
        private boolean wanted;
        /// The last command that went out for it was SUBSCRIBE.
        private boolean asked;
        /// SUBSCRIBE commands not yet confirmed: only the last confirmation counts.
        private int due;
        /// Somebody was told that it is not subscribed.
        private boolean refused;

        private @Nullable CompletableFuture<Boolean> answer;

        boolean stands() {
            return asked && due == 0;
        }

        void answer(boolean subscribed) {
            if (answer != null) {
                refused |= !subscribed;
                answer.complete(subscribed);
                answer = null;
            }
        }
    }

    private record Waiter(Channel channel, CompletableFuture<Boolean> answer, long deadline) {}

    /// @param away whether it is known that no confirmation will come soon
    CompletableFuture<Boolean> want(String name, boolean away) {
        Channel channel = channels.computeIfAbsent(name, ignored -> new Channel());
        channel.wanted = true;
        if (channel.stands()) {
            return CompletableFuture.completedFuture(true);
        }
        if (!channel.asked) {
            changed.add(name);
        }
        if (away) {
            channel.refused = true;
            return CompletableFuture.completedFuture(false);
        }
        if (channel.answer == null) {
            channel.answer = new CompletableFuture<>();
            waiters.addLast(new Waiter(channel, channel.answer, System.nanoTime() + ANSWER_WITHIN));
        }
        return channel.answer;
    }

    void drop(String name) {
        Channel channel = channels.get(name);
        if (channel != null) {
            channel.wanted = false;
            channel.refused = false;
            channel.answer(false);
            changed.add(name);
        }
    }

    /// A new connection: all that is wanted is asked for at once, `last` after all others, so that its confirmation is
    /// everybody's.
    void open(RedisConnection opened, String last) {
        connection = opened;
        changed.clear();
        channels.keySet().stream().filter(name -> !name.equals(last)).forEach(changed::add);
        channels.computeIfAbsent(last, ignored -> new Channel()).wanted = true;
        changed.add(last);
        flush();
    }

    /// The connection is gone: nothing stands, and whoever waits is told.
    void away() {
        connection = null;
        late = false;
        for (Iterator<Channel> all = channels.values().iterator(); all.hasNext(); ) {
            Channel channel = all.next();
            channel.asked = false;
            channel.due = 0;
            channel.answer(false);
            if (!channel.wanted) {
                all.remove();
            }
        }
    }

    /// Brings the connection to what is wanted, few commands for many channels.
    void flush() {
        if (connection == null || changed.isEmpty()) {
            return;
        }
        List<String> subscribe = new ArrayList<>();
        List<String> unsubscribe = new ArrayList<>();
        for (String name : changed) {
            Channel channel = channels.get(name);
            if (channel == null) {
                continue;
            }
            if (channel.wanted && !channel.asked) {
                channel.asked = true;
                channel.due++;
                subscribe.add(name);
            } else if (!channel.wanted && channel.asked) {
                channel.asked = false;
                unsubscribe.add(name);
            }
            forget(name, channel);
        }
        changed.clear();
        send(Command.UNSUBSCRIBE, unsubscribe);
        send(Command.SUBSCRIBE, subscribe);
    }

    /// Redis has confirmed a SUBSCRIBE.
    void confirmed(String name) {
        Channel channel = channels.get(name);
        if (channel == null || channel.due == 0) {
            return;
        }
        channel.due--;
        if (channel.stands()) {
            channel.answer(true);
            late |= channel.refused;
            channel.refused = false;
        }
        forget(name, channel);
    }

    void expire(long now) {
        while (waiters.peekFirst() instanceof Waiter first && first.deadline - now <= 0) {
            waiters.removeFirst();
            if (first.channel.answer == first.answer) {
                first.channel.answer(false);
            }
        }
    }

    /// Whether a channel stands by now of which somebody was told that it does not. Asking forgets it.
    boolean takeLate() {
        boolean was = late;
        late = false;
        return was;
    }

    int size() {
        return channels.size();
    }

    private void forget(String name, Channel channel) {
        if (!channel.wanted && !channel.asked && channel.due == 0) {
            channels.remove(name);
        }
    }

    private void send(Command command, List<String> names) {
        RedisConnection to = connection;
        for (int from = 0; to != null && from < names.size(); from += BATCH) {
            Request request = Request.cmd(command);
            names.subList(from, Math.min(from + BATCH, names.size())).forEach(request::arg);
            // A write that fails ends the connection, which is heard there.
            to.send(request);
        }
    }
}
