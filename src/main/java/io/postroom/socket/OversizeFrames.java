package io.postroom.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.TimeUnit;

/// Tells a peer whose frame is longer than the decoder takes why it is cut off: with a close frame of 1009, where
/// Vert.x would only drop the connection, and the client come back and repeat it. The rest of the frame is read and
/// thrown away meanwhile, else the network would lose the close frame. Event loop.
final class OversizeFrames extends ChannelInboundHandlerAdapter {
    private static final String VERTX = "handler";
    private static final long GRACE_S = 2;

    private boolean told;

    private OversizeFrames() {}

    static void watch(Channel channel) {
        if (channel.pipeline().get(VERTX) != null) {
            channel.pipeline().addBefore(VERTX, "oversize-frames", new OversizeFrames());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof CorruptedWebSocketFrameException corrupted)) {
            context.fireExceptionCaught(failure);
        } else if (!told) {
            told = true;
            WebSocketCloseStatus status = corrupted.closeStatus();
            var _ = context.writeAndFlush(new CloseWebSocketFrame(status));
            Runnable close = () -> {
                var _ = context.close();
            };
            var _ = context.executor().schedule(close, GRACE_S, TimeUnit.SECONDS);
        }
    }
}
