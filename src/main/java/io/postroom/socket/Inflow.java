package io.postroom.socket;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// How fast a socket is read. WebSockets Next queues what it has read without a bound, so a peer that is too fast, or
/// that must wait, is slowed by not reading its channel: TCP tells it. Reading goes on when no reason to pause is left.
final class Inflow {
    /// A burst of this many milliseconds' worth of frames is taken at full speed.
    private static final long BURST_MS = 2000;

    private final Channel channel;
    private final double framesPerMs;
    private final int sendsMax;
    private int reasons;
    private int sends;
    private boolean sendsPaused;
    private boolean ratePaused;
    private double tokens;
    private long filledAt;

    Inflow(Channel channel, int framesPerSecond, int sendsMax) {
        this.channel = channel;
        this.framesPerMs = framesPerSecond / 1000.0;
        this.sendsMax = sendsMax;
        this.tokens = framesPerMs * BURST_MS;
        this.filledAt = System.nanoTime();
        // By default Netty reads up to 16 times, a megabyte of frames, before their handlers run and can pause it.
        channel.config().setMaxMessagesPerRead(1);
    }

    /// A frame was taken.
    synchronized void frame() {
        long now = System.nanoTime();
        tokens = Math.min(framesPerMs * BURST_MS, tokens + (now - filledAt) / 1e6 * framesPerMs);
        filledAt = now;
        tokens--;
        if (tokens < 0 && !ratePaused) {
            ratePaused = true;
            pause();
            long wait = (long) (-tokens / framesPerMs) + 50;
            EventExecutor loop = channel.eventLoop();
            var _ = loop.schedule(this::rateOver, wait, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void rateOver() {
        ratePaused = false;
        resume();
    }

    synchronized void sendBegins() {
        if (++sends >= sendsMax && !sendsPaused) {
            sendsPaused = true;
            pause();
        }
    }

    synchronized void sendEnds() {
        if (--sends <= sendsMax / 2 && sendsPaused) {
            sendsPaused = false;
            resume();
        }
        if (sends == 0) {
            notifyAll();
        }
    }

    /// Waits until all sends that have begun are answered, which takes no longer than a send may. Blocks: virtual
    /// threads only, while nothing is waited for at once.
    synchronized void awaitSends() {
        boolean interrupted = false;
        while (sends > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A frame that waits for something is being handled; pairs with [#resume].
    synchronized void pause() {
        if (reasons++ == 0) {
            changed();
        }
    }

    synchronized void resume() {
        if (--reasons == 0) {
            changed();
        }
    }

    /// Always set on the event loop, and to what holds when it is set: Netty forgets a pause from another thread only
    /// in a later task, which would stop the reading that was resumed on the loop meanwhile, for good.
    private void changed() {
        if (channel.eventLoop().inEventLoop()) {
            apply();
            return;
        }
        try {
            channel.eventLoop().execute(this::apply);
        } catch (RejectedExecutionException e) {
            // The loops have ended, and every socket with them.
        }
    }

    private synchronized void apply() {
        channel.config().setAutoRead(reasons == 0);
    }
}
