package io.postroom.room;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A listener that writes down all it is told.
final class Hearing implements RoomAdapter.Listener {

    record Hint(String channel, String payload) {}

    private final List<Hint> hints = new CopyOnWriteArrayList<>();
    private final AtomicInteger resubscribed = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean overlapped;
    private volatile Predicate<String> failing = payload -> false;

    @Override
    public void hint(String channel, String payload) {
        one(() -> {
            hints.add(new Hint(channel, payload));
            if (failing.test(payload)) {
                throw new IllegalStateException("a listener that fails");
            }
        });
    }

    @Override
    public void resubscribed() {
        one(resubscribed::incrementAndGet);
    }

    @Override
    public void cutOff() {
        one(cutOff::incrementAndGet);
    }

    void failAt(Predicate<String> payload) {
        failing = payload;
    }

    List<String> payloads(String channel) {
        return hints.stream()
                .filter(hint -> hint.channel.equals(channel))
                .map(Hint::payload)
                .toList();
    }

    int count() {
        return hints.size();
    }

    int timesResubscribed() {
        return resubscribed.get();
    }

    int timesCutOff() {
        return cutOff.get();
    }

    boolean wasCalledTwiceAtOnce() {
        return overlapped;
    }

    private void one(Runnable what) {
        overlapped |= !busy.compareAndSet(false, true);
        try {
            what.run();
        } finally {
            busy.set(false);
        }
    }
}
