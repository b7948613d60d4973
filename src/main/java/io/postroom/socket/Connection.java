package io.postroom.socket;

import io.netty.channel.Channel;
import io.postroom.identity.Caller;
import io.postroom.protocol.Frames;
import io.postroom.protocol.ServerFrame;
import io.postroom.room.Member;
import io.postroom.room.Outlet;
import io.postroom.room.RoomEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One open socket: who it is, which rooms it is in, what it has not taken yet. Any thread; never blocks.
final class Connection implements Outlet {
    private final WebSocketConnection socket;
    private final int outBytes;
    private final Map<String, Member> members = new ConcurrentHashMap<>(1);
    final Inflow inflow;
    private volatile Caller caller;
    private volatile long heardAt = System.nanoTime();
    private volatile long saidAt = System.nanoTime();
    private int out;
    private @Nullable List<Runnable> waiting;
    private volatile boolean closed;

    Connection(WebSocketConnection socket, Channel channel, Caller caller, SocketConfig config) {
        this.socket = socket;
        this.outBytes = config.outBytes();
        this.caller = caller;
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
        send(frame);
    }

    private void send(String text) {
        if (closed) {
            return;
        }
        saidAt = System.nanoTime();
        int bytes = text.length();
        synchronized (this) {
            out += bytes;
        }
        socket.sendText(text).subscribe().with(done -> taken(bytes), failure -> taken(bytes));
    }

    private void taken(int bytes) {
        List<Runnable> ready = null;
        synchronized (this) {
            if (out > outBytes / 2) {
                heardAt = System.nanoTime();
            }
            out -= bytes;
            if (out <= outBytes / 2) {
                ready = waiting;
                waiting = null;
            }
        }
        if (ready != null) {
            ready.forEach(Runnable::run);
        }
    }

    @Override
    public synchronized boolean roomy() {
        return closed || out < outBytes;
    }

    @Override
    public void whenRoomy(Runnable action) {
        synchronized (this) {
            if (!closed && out > outBytes / 2) {
                if (waiting == null) {
                    waiting = new ArrayList<>(1);
                }
                waiting.add(action);
                return;
            }
        }
        action.run();
    }

    void ping() {
        socket.sendPing(io.vertx.core.buffer.Buffer.buffer()).subscribe().with(done -> {}, failure -> {});
    }

    void close(CloseCode code) {
        socket.close(code.reason()).subscribe().with(done -> {}, failure -> {});
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
