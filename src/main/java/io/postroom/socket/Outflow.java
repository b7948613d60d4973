package io.postroom.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// What goes out on a socket, in the order given. Written to the channel itself and not through `sendText`, which takes
/// a context switch and a flush for each frame: here all that is waiting when the event loop comes by leaves in one
/// write. Any thread; never blocks.
final class Outflow {
    private final Channel channel;
    private final IntConsumer taken;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean coming = new AtomicBoolean();

    /// `taken` hears, on the event loop, how many bytes the peer has taken, or never will.
    Outflow(Channel channel, IntConsumer taken) {
        this.channel = channel;
        this.taken = taken;
    }

    void send(byte[] text) {
        waiting.add(text);
        if (coming.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::write);
            } catch (RejectedExecutionException e) {
                // The loops have ended, and every socket with them.
                waiting.clear();
            }
        }
    }

    private void write() {
        coming.set(false);
        for (byte[] next = waiting.poll(); next != null; next = waiting.poll()) {
            int bytes = next.length;
            var _ = channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(next)))
                    .addListener((ChannelFutureListener) written -> taken.accept(bytes));
        }
        channel.flush();
    }
}
