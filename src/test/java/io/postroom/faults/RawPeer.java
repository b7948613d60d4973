package io.postroom.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A peer on a bare TCP connection, that answers nothing by itself: neither pings nor the close, as the JDK's client
/// would. It takes what the server sends only when told to.
final class RawPeer implements AutoCloseable {
    /// So that little of what it does not take lies in its kernel.
    private static final int BUFFER = 16 * 1024;

    private static final int SHORT_FRAME = 125;

    private final Socket socket = new Socket();

    /// Sends the upgrade and does not read the answer.
    RawPeer(ReplicaProcess replica, String userId) {
        try {
            socket.setReceiveBufferSize(BUFFER);
            socket.connect(new InetSocketAddress("127.0.0.1", replica.port()));
            socket.getOutputStream()
                    .write("""
                            GET /ws/users/%s HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Connection: Upgrade\r
                            Upgrade: websocket\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                            \r
                            """.formatted(userId, Tokens.user(userId)).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a text frame of at most 125 bytes.
    void say(String frame) {
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        if (text.length > SHORT_FRAME) {
            throw new IllegalArgumentException("too long for a short frame: " + frame);
        }
        try {
            OutputStream out = socket.getOutputStream();
            // The last frame of a text; masked, as a client's frames must be, by zeros, which change nothing.
            out.write(new byte[] {(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes everything up to the end of the connection, which must come within this time.
    byte[] takeAll(Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        for (int size = socket.getInputStream().read(piece);
                size >= 0;
                size = socket.getInputStream().read(piece)) {
            all.write(piece, 0, size);
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the connection goes on after " + atMost);
            }
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
