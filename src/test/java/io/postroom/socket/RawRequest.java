package io.postroom.socket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One HTTP request written by hand: with a `Host` and from an address that client libraries do not let one choose.
record RawRequest(String from, String method, String path, Map<String, String> headers) {
    static RawRequest get(String path) {
        return new RawRequest("127.0.0.1", "GET", path, Map.of());
    }

    /// The upgrade to a socket.
    static RawRequest upgrade(String path) {
        return get(path)
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    RawRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawRequest(from, method, path, more);
    }

    RawRequest withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /// From another address of this machine.
    RawRequest from(String address) {
        return new RawRequest(address, method, path, headers);
    }

    /// Sends it and returns the status; a socket that was opened ends at once.
    int status(int port) {
        return Integer.parseInt(send(port, BufferedReader::readLine).split(" ")[1]);
    }

    /// Sends it and returns the head of the answer and its body, of the length that the head says.
    String answer(int port) {
        return send(port, in -> {
            StringBuilder answer = new StringBuilder();
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                answer.append(line).append('\n');
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                    length = Integer.parseInt(line.substring("content-length: ".length()));
                }
            }
            for (int i = 0; i < length; i++) {
                answer.append((char) in.read());
            }
            return answer.toString();
        });
    }

    private interface Reading {
        String of(BufferedReader in) throws IOException;
    }

    private String send(int port, Reading reading) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            socket.setSoTimeout(20_000);
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            if (!headers.containsKey("Host")) {
                request.append("Host: localhost:").append(port).append("\r\n");
            }
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            request.append("\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return reading.of(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
