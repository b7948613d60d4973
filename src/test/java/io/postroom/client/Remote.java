package io.postroom.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postroom.faults.Site;
import io.postroom.faults.TcpProxy;
import io.postroom.faults.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// What a test in another process may do to an installation: `GET /what?with=this`, answered when it is done.
final class Remote implements AutoCloseable {
    private static final Duration EXIT = Duration.ofSeconds(30);

    private final HttpServer server;
    private final Site site;
    private final TcpProxy wayIn;
    private volatile boolean leaving;

    Remote(Site site, TcpProxy wayIn) {
        this.site = site;
        this.wayIn = wayIn;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange call) throws IOException {
        byte[] answer;
        int status = 200;
        try {
            answer = done(
                            call.getRequestURI().getPath(),
                            given(call.getRequestURI().getQuery()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException | AssertionError e) {
            answer = e.toString().getBytes(StandardCharsets.UTF_8);
            status = 500;
        }
        call.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private String done(String what, Map<String, String> with) {
        return switch (what) {
            case "/user" -> site.newUser();
            case "/admin" -> site.newAdmin();
            case "/token" ->
                Tokens.of(
                        with.get("id"),
                        with.get("role"),
                        Instant.now().plusSeconds(Long.parseLong(with.get("seconds"))));
            case "/fill" -> {
                site.fill(with.get("user"), with.get("admin"), Integer.parseInt(with.get("count")));
                yield "";
            }
            case "/kill" -> {
                site.replica(0).kill();
                yield "";
            }
            case "/terminate" -> {
                site.replica(0).terminate();
                leaving = true;
                yield "";
            }
            case "/cut" -> {
                wayIn.cut();
                yield "";
            }
            case "/heal" -> {
                wayIn.resume();
                if (leaving) {
                    // Its sockets go before it does.
                    site.replica(0).awaitExit(EXIT);
                    leaving = false;
                }
                site.heal();
                yield "";
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static Map<String, String> given(String query) {
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
