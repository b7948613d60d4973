package io.postroom.room;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// What [LocalAdapter]s of one test are connected by. It does to hints whatever the port allows, from a seed.
public final class LocalWire {

    private final List<LocalAdapter> nodes = new CopyOnWriteArrayList<>();
    private final Random random;
    private double lost;
    private double doubled;
    private double swapped;
    private Duration delay = Duration.ZERO;

    /// What becomes of one hint on its way to one node.
    record Fate(int copies, Duration delay, boolean heldBack) {}

    public LocalWire(long seed) {
        random = new Random(seed);
    }

    /// A new node, connected.
    public LocalAdapter node() {
        LocalAdapter node = new LocalAdapter(this);
        nodes.add(node);
        return node;
    }

    /// The share of hints that never arrive, for each receiver by itself.
    public synchronized LocalWire lose(double share) {
        lost = share;
        return this;
    }

    /// The share of hints that arrive twice.
    public synchronized LocalWire twice(double share) {
        doubled = share;
        return this;
    }

    /// The share of hints that are held back until the next one to that node has gone by, or for 50 ms.
    public synchronized LocalWire swap(double share) {
        swapped = share;
        return this;
    }

    /// Every hint takes up to this long, in the order of the connection.
    public synchronized LocalWire delay(Duration atMost) {
        delay = atMost;
        return this;
    }

    /// No faults any more.
    public synchronized void heal() {
        lose(0).twice(0).swap(0).delay(Duration.ZERO);
        nodes.forEach(LocalAdapter::heal);
    }

    /// Redis is gone for everybody.
    public void cutAll() {
        nodes.forEach(LocalAdapter::cut);
    }

    synchronized Fate fate() {
        int copies = random.nextDouble() < lost ? 0 : random.nextDouble() < doubled ? 2 : 1;
        long nanos = delay.isZero() ? 0 : random.nextLong(delay.toNanos());
        return new Fate(copies, Duration.ofNanos(nanos), random.nextDouble() < swapped);
    }

    /// Locked, so that all receivers see one order, as behind one Redis.
    synchronized void carry(String channel, String payload) {
        nodes.forEach(node -> node.arrive(channel, payload, fate()));
    }

    void leave(LocalAdapter node) {
        nodes.remove(node);
    }
}
