package io.postroom.socket;

import io.netty.channel.Channel;
import io.postroom.identity.Caller;
import io.postroom.protocol.Frames;
import io.postroom.protocol.ServerFrame;
import io.postroom.room.Member;
import io.postroom.room.Outlet;
import io.postroom.room.RoomEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One open socket: who it is, which rooms it is in, what it has not taken yet. Any thread; never blocks.
///
/// A peer that takes nothing is not read either, so that answers to what it says cannot pile up, and receipts are not
/// kept for it: it is told to read the state again once it takes something.
final class Connection implements Outlet {
    /// How long a connection may stay once its end is decided: a frozen peer does not even take the close frame, and a
    /// send is answered within this time.
    private static final long CLOSING_NS = TimeUnit.SECONDS.toNanos(10);
    /// State that was missed here concerns one socket: no crowd to be spread.
    private static final long STALE_WITHIN_MS = 1000;

    private final WebSocketConnection socket;
    private final Channel channel;
    private final int outBytes;
    private final Map<String, Member> members = new ConcurrentHashMap<>(1);
    private final Outflow outflow;
    final Inflow inflow;
    private volatile Caller caller;
    private volatile long heardAt = System.nanoTime();
    private volatile long saidAt = System.nanoTime();
    private volatile long pingedAt = System.nanoTime();
    private volatile boolean closed;
    /// Why it ends, once that is decided: no frame is taken any more.
    private volatile @Nullable CloseCode ending;
    private volatile long endingAt;
    /// The close frame has gone out, or is about to.
    private volatile boolean closing;
    /// Frames and sends that have begun and are not answered yet.
    private int underWay;
    private int out;
    private boolean full;
    private boolean stale;
    private @Nullable List<Runnable> waiting;

    Connection(WebSocketConnection socket, Channel channel, Caller caller, SocketConfig config) {
        this.socket = socket;
        this.channel = channel;
        this.outBytes = config.outBytes();
        this.caller = caller;
        this.outflow = new Outflow(channel, this::taken);
        this.inflow = new Inflow(channel, config.framesPerSecond(), config.sendsInFlight());
    }

    String id() {
        return socket.id();
    }

    Caller caller() {
        return caller;
    }

    void caller(Caller renewed) {
        caller = renewed;
    }

    Map<String, Member> members() {
        return members;
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    /// When the peer last said or took something.
    long heardAt() {
        return heardAt;
    }

    long saidAt() {
        return saidAt;
    }

    void say(ServerFrame frame) {
        send(Frames.encode(frame));
    }

    @Override
    public void deliver(RoomEvent event) {
        send(event.frame());
    }

    @Override
    public void announce(String frame) {
        synchronized (this) {
            if (full) {
                stale = true;
                return;
            }
        }
        send(frame);
    }

    private void send(String text) {
        if (closed || closing) {
            return;
        }
        saidAt = System.nanoTime();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            out += bytes.length;
            if (!full && out >= outBytes) {
                full = true;
                inflow.pause();
            }
        }
        outflow.send(bytes);
    }

    private void taken(int bytes) {
        List<Runnable> ready;
        boolean tellStale;
        synchronized (this) {
            out -= bytes;
            if (!full) {
                return;
            }
            heardAt = System.nanoTime();
            if (out > outBytes / 2) {
                return;
            }
            full = false;
            ready = waiting;
            waiting = null;
            tellStale = stale;
            stale = false;
        }
        inflow.resume();
        if (tellStale) {
            members.keySet().forEach(userId -> say(new ServerFrame.StateStale(userId, STALE_WITHIN_MS)));
            if (caller.isAdmin()) {
                say(new ServerFrame.StateStale(null, STALE_WITHIN_MS));
            }
        }
        if (ready != null) {
            ready.forEach(Runnable::run);
        }
    }

    @Override
    public synchronized boolean roomy() {
        return closed || !full;
    }

    @Override
    public void whenRoomy(Runnable action) {
        synchronized (this) {
            if (!closed && full) {
                if (waiting == null) {
                    waiting = new ArrayList<>(1);
                }
                waiting.add(action);
                return;
            }
        }
        action.run();
    }

    /// A ping, unless there was one within this time.
    void ping(long now, long every) {
        if (now - pingedAt > every) {
            pingedAt = now;
            socket.sendPing(Buffer.buffer()).subscribe().with(done -> {}, failure -> {});
        }
    }

    /// A frame is about to be taken; pairs with [#ended]. False if none is taken any more.
    synchronized boolean begins() {
        if (ending != null || closed) {
            return false;
        }
        underWay++;
        return true;
    }

    /// What has begun goes on beyond its frame; pairs with [#ended].
    synchronized void goesOn() {
        underWay++;
    }

    /// What had begun was answered, or asks for no answer.
    void ended() {
        CloseCode code;
        synchronized (this) {
            underWay--;
            code = ending;
            if (underWay > 0 || code == null || closing || closed) {
                return;
            }
            closing = true;
        }
        sendClose(code);
    }

    /// No frame is taken any more; the close frame goes out when all that has begun was answered, so that nothing is
    /// stored without its sender being told.
    void close(CloseCode code) {
        synchronized (this) {
            if (closed || ending != null) {
                return;
            }
            endingAt = System.nanoTime();
            ending = code;
            if (underWay > 0) {
                return;
            }
            closing = true;
        }
        sendClose(code);
    }

    private void sendClose(CloseCode code) {
        socket.close(code.reason()).subscribe().with(done -> {}, failure -> {});
    }

    /// A peer that does not take the close frame is left without one.
    void breakIfStuck(long now) {
        if (ending != null && now - endingAt > CLOSING_NS) {
            var _ = channel.close();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /// The socket is gone; nothing is sent any more and whoever waited for space goes on to find that out.
    void closed() {
        List<Runnable> ready;
        synchronized (this) {
            closed = true;
            ready = waiting;
            waiting = null;
        }
        if (ready != null) {
            ready.forEach(Runnable::run);
        }
    }
}
