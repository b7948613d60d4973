package io.postroom.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A node on a [LocalWire], for tests without Redis. It holds to the port's contract, and can be cut off.
public final class LocalAdapter implements RoomAdapter {

    private static final long HELD_BACK_MS = 50;

    private final LocalWire wire;
    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("local-adapter").factory());
    private final List<Runnable> heldBack = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private final AtomicInteger failing = new AtomicInteger();
    private volatile String failingChannel = "";
    private volatile @Nullable Listener listener;
    private volatile boolean cut;
    private volatile boolean closed;

    LocalAdapter(LocalWire wire) {
        this.wire = wire;
    }

    @Override
    public void start(Listener told) {
        listener = told;
        tell(cut ? told::cutOff : told::resubscribed);
    }

    @Override
    public CompletionStage<Boolean> subscribe(String channel) {
        if (closed) {
            return CompletableFuture.completedFuture(false);
        }
        synchronized (held) {
            if (holding) {
                CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
                held.add(() -> {
                    channels.add(channel);
                    confirmed.complete(true);
                });
                return confirmed;
            }
        }
        channels.add(channel);
        return CompletableFuture.completedFuture(!cut && listener != null);
    }

    /// So many hints over this channel are not taken from now on.
    public void failPublishing(String channel, int count) {
        failingChannel = channel;
        failing.set(count);
    }

    public int failing() {
        return failing.get();
    }

    /// Subscriptions asked for from now on neither stand nor are answered.
    public void holdSubscriptions() {
        synchronized (held) {
            holding = true;
        }
    }

    /// All of them stand and are answered.
    public void releaseSubscriptions() {
        synchronized (held) {
            holding = false;
            held.forEach(Runnable::run);
            held.clear();
        }
    }

    @Override
    public void unsubscribe(String channel) {
        channels.remove(channel);
    }

    @Override
    public CompletionStage<Boolean> publish(String channel, String payload) {
        if (!connected() || channel.equals(failingChannel) && failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.completedFuture(false);
        }
        wire.carry(channel, payload);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public boolean connected() {
        return !cut && !closed && listener != null;
    }

    /// Cuts this node off from the wire; the listener hears it at once.
    public synchronized void cut() {
        if (!cut) {
            cut = true;
            Listener told = listener;
            if (told != null) {
                tell(told::cutOff);
            }
        }
    }

    /// Connects it again; what was published meanwhile is lost.
    public synchronized void heal() {
        if (cut) {
            cut = false;
            Listener told = listener;
            if (told != null) {
                tell(told::resubscribed);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        wire.leave(this);
        thread.shutdownNow();
    }

    void arrive(String channel, String payload, LocalWire.Fate fate) {
        Listener told = listener;
        if (cut || told == null || !channels.contains(channel)) {
            return;
        }
        for (int copy = 0; copy < fate.copies(); copy++) {
            Runnable hint = () -> {
                if (!cut && channels.contains(channel)) {
                    told.hint(channel, payload);
                }
            };
            tell(() -> {
                // Sleeping on the node's own thread keeps the order of the connection.
                if (!fate.delay().isZero()) {
                    pause(fate.delay().toNanos());
                }
                if (fate.heldBack()) {
                    holdBack(hint);
                } else {
                    hint.run();
                    releaseHeldBack();
                }
            });
        }
    }

    private void holdBack(Runnable hint) {
        heldBack.add(hint);
        thread.schedule(this::releaseHeldBack, HELD_BACK_MS, TimeUnit.MILLISECONDS);
    }

    private void releaseHeldBack() {
        List<Runnable> hints = List.copyOf(heldBack);
        heldBack.clear();
        hints.forEach(Runnable::run);
    }

    private void tell(Runnable what) {
        try {
            thread.execute(() -> {
                try {
                    what.run();
                } catch (RuntimeException listenerFailed) {
                    // as the port says: a listener that fails is no reason to stop
                }
            });
        } catch (RejectedExecutionException ended) {
            // closed meanwhile
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
