package io.postroom.room;

import java.util.ArrayList;
import java.util.List;

/// A connection that writes down what it is given, and can stop taking it.
final class RecordingOutlet implements Outlet {
    /// What a stalled connection lets lie before it says that it is full.
    static final int LIES_AT_MOST = 10;

    private final List<Long> seqs = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean stalled;
    private int lies;
    private int mostLain;

    @Override
    public synchronized void deliver(RoomEvent event) {
        seqs.add(event.seq());
        if (stalled) {
            lies++;
            mostLain = Math.max(mostLain, lies);
        }
    }

    @Override
    public synchronized void announce(String frame) {
        announced.add(frame);
    }

    @Override
    public synchronized boolean roomy() {
        return lies < LIES_AT_MOST;
    }

    @Override
    public void whenRoomy(Runnable action) {
        synchronized (this) {
            if (lies >= LIES_AT_MOST) {
                waiting.add(action);
                return;
            }
        }
        action.run();
    }

    synchronized void stall() {
        stalled = true;
    }

    /// Takes what lies there, and stalls again.
    void takeSome() {
        List<Runnable> ready;
        synchronized (this) {
            lies = 0;
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Runnable::run);
    }

    synchronized List<Long> seqs() {
        return List.copyOf(seqs);
    }

    synchronized List<String> announced() {
        return List.copyOf(announced);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized int mostLain() {
        return mostLain;
    }
}
