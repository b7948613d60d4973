package io.postroom.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A name server that knows one service: whoever asks for any SRV record hears of it, and there is nothing else (RFC
/// 1035 and RFC 2782).
final class DnsServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int SRV = 33;
    private static final int ANSWER = 0x8180;
    private static final int INTERNET = 1;
    private static final int NAME_OF_THE_QUESTION = 0xc000 | HEADER;

    private final DatagramSocket socket;
    private final String target;
    private final int targetPort;

    DnsServer(String target, int targetPort) {
        this.target = target;
        this.targetPort = targetPort;
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket question = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(question);
                byte[] answer = answer(Arrays.copyOf(bytes, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException closed) {
                // Asked again, or over.
            }
        }
    }

    private byte[] answer(byte[] asked) throws IOException {
        int end = HEADER;
        while (asked[end] != 0) {
            end += asked[end] + 1;
        }
        boolean known = ByteBuffer.wrap(asked).getShort(end + 1) == SRV;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(asked, 0, 2);
        out.writeShort(ANSWER);
        out.writeShort(1);
        out.writeShort(known ? 1 : 0);
        out.writeShort(0);
        out.writeShort(0);
        out.write(asked, HEADER, end + 5 - HEADER);
        if (known) {
            out.writeShort(NAME_OF_THE_QUESTION);
            out.writeShort(SRV);
            out.writeShort(INTERNET);
            out.writeInt(60);
            out.writeShort(6 + target.length() + 2);
            out.writeShort(0);
            out.writeShort(0);
            out.writeShort(targetPort);
            for (String label : target.split("\\.")) {
                out.writeByte(label.length());
                out.write(label.getBytes(StandardCharsets.US_ASCII));
            }
            out.writeByte(0);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
