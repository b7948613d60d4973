package io.postroom.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A real WebSocket client of the typed protocol. It remembers every frame it was sent, unless a listener of its own is
/// given; it can stop reading, and be cut without a word.
public final class SocketClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UPGRADE = Duration.ofSeconds(15);

    /// The server answered the upgrade with this status.
    public static final class Refused extends RuntimeException {
        private final HttpResponse<?> answer;

        Refused(HttpResponse<?> answer, Throwable cause) {
            super("the upgrade was answered with " + answer.statusCode(), cause);
            this.answer = answer;
        }

        public int status() {
            return answer.statusCode();
        }

        /// Empty if there is none.
        public String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }
    }

    private final List<JsonNode> frames = new ArrayList<>();
    private final Consumer<JsonNode> listener;
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Reading reading = new Reading();
    private @Nullable WebSocket socket;
    private CompletableFuture<WebSocket> sent = new CompletableFuture<>();
    private boolean stalled;

    private SocketClient(@Nullable Consumer<JsonNode> listener) {
        this.listener = listener == null ? this::remember : listener;
    }

    public static SocketClient connect(String url, String token) {
        return connect(url, token, null);
    }

    /// `listener` gets each frame, one at a time, instead of its being remembered.
    public static SocketClient connect(String url, String token, @Nullable Consumer<JsonNode> listener) {
        return connect(url, Map.of("Authorization", "Bearer " + token), List.of(), listener);
    }

    /// With these headers, and offering these subprotocols.
    public static SocketClient connect(
            String url, Map<String, String> headers, List<String> protocols, @Nullable Consumer<JsonNode> listener) {
        SocketClient client = new SocketClient(listener);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
        }
        opened(builder, url, client);
        return client;
    }

    private static WebSocket opened(WebSocket.Builder upgrade, String url, SocketClient client) {
        try {
            WebSocket socket = upgrade.connectTimeout(UPGRADE)
                    .buildAsync(URI.create(url), client.reading)
                    .get(UPGRADE.toMillis(), TimeUnit.MILLISECONDS);
            client.opened(socket);
            return socket;
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse(), refused);
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// As a browser does, which can set no header: the token comes as a second subprotocol. Fails if the server does
    /// not answer with the first one.
    public static SocketClient connectAsBrowser(String url, String token) {
        String credentials = URLEncoder.encode(
                        "quarkus-http-upgrade#Authorization#Bearer " + token, StandardCharsets.UTF_8)
                .replace("+", "%20");
        SocketClient client = new SocketClient(null);
        WebSocket socket = opened(HTTP.newWebSocketBuilder().subprotocols("postroom.v1", credentials), url, client);
        if (!socket.getSubprotocol().equals("postroom.v1")) {
            throw new AssertionError("the server chose the subprotocol " + socket.getSubprotocol());
        }
        return client;
    }

    private synchronized void opened(WebSocket open) {
        socket = open;
        sent.complete(open);
    }

    /// Queues a frame and returns at once; frames go out in this order.
    public synchronized void send(String frame) {
        sent = sent.thenCompose(open -> open.sendText(frame, true));
    }

    /// A binary frame.
    public synchronized void send(byte[] frame) {
        sent = sent.thenCompose(open -> open.sendBinary(ByteBuffer.wrap(frame), true));
    }

    /// One message in two frames.
    public synchronized void sendInParts(String first, String rest) {
        sent = sent.thenCompose(open -> open.sendText(first, false)).thenCompose(open -> open.sendText(rest, true));
    }

    /// The subprotocol that the server chose; empty if none.
    public String subprotocol() {
        return sent.join().getSubprotocol();
    }

    /// Completes when all that was queued so far has been handed to the network.
    public synchronized CompletableFuture<WebSocket> sent() {
        return sent;
    }

    public void join(String userId, @Nullable Long after) {
        String place = after == null ? "" : ",\"after\":" + after;
        send("{\"type\":\"joinUserRoom\",\"userId\":\"%s\"%s}".formatted(userId, place));
    }

    /// Joins and waits until it is told so.
    public JsonNode joined(String userId, @Nullable Long after, Duration atMost) {
        join(userId, after);
        return await("userRoomJoined", atMost);
    }

    /// A send with this key and text; its key is its `ref`.
    public void report(String userId, String key, String text) {
        send(draft(userId, key, text));
    }

    public static String draft(String userId, String key, String text) {
        return """
                {"type":"sendReportMessage","ref":"%s","clientMessageId":"%s","userId":"%s",\
                "title":"A report","message":"%s","status":"Info"}""".formatted(key, key, userId, text);
    }

    /// What answers the send with this key.
    public JsonNode confirmation(String key, Duration atMost) {
        return await(
                frame -> type(frame).equals("reportMessageSent")
                        && key.equals(frame.path("ref").asText()),
                "the answer to " + key,
                atMost);
    }

    public JsonNode await(String type, Duration atMost) {
        return await(frame -> type(frame).equals(type), type, atMost);
    }

    /// The first frame, seen already or to come, that fits.
    public JsonNode await(Predicate<JsonNode> fits, String what, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (frames) {
            int looked = 0;
            while (true) {
                for (; looked < frames.size(); looked++) {
                    if (fits.test(frames.get(looked))) {
                        return frames.get(looked);
                    }
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    List<JsonNode> last = frames.subList(Math.max(0, frames.size() - 3), frames.size());
                    throw new AssertionError("not within %s: %s; closed: %s; the last of %d frames: %s"
                            .formatted(atMost, what, closed.getNow(-1), frames.size(), last));
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(frames, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /// Waits until the message with this number was shown, and returns all numbers shown so far, in their order.
    public List<Long> shown(long upTo, Duration atMost) {
        await(
                frame -> type(frame).equals("receiveReportMessage")
                        && frame.get("seq").asLong() == upTo,
                "message " + upTo,
                atMost);
        return shown();
    }

    /// The numbers of the messages shown so far, in the order they came.
    public List<Long> shown() {
        return frames().stream()
                .filter(frame -> type(frame).equals("receiveReportMessage"))
                .map(frame -> frame.get("seq").asLong())
                .toList();
    }

    public List<JsonNode> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    public static String type(JsonNode frame) {
        return frame.path("type").asText();
    }

    /// Reads no more until [#resume()]; what the server sends stays in the network's buffers, and then with the server.
    public void stall() {
        synchronized (reading) {
            stalled = true;
        }
    }

    public void resume() {
        synchronized (reading) {
            if (stalled) {
                stalled = false;
                if (socket != null) {
                    socket.request(1);
                }
            }
        }
    }

    /// Ends the connection without a word.
    public void cut() {
        if (socket != null) {
            socket.abort();
        }
        closed.complete(0);
    }

    /// The close code; 0 if the connection ended without one.
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        cut();
    }

    private void remember(JsonNode frame) {
        synchronized (frames) {
            frames.add(frame);
            frames.notifyAll();
        }
    }

    private final class Reading implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    listener.accept(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new AssertionError("the server sent what is no JSON: " + text, e);
                }
                text.setLength(0);
            }
            synchronized (this) {
                if (!stalled) {
                    from.request(1);
                }
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(0);
        }
    }
}
