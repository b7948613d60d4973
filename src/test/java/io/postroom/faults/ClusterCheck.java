package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.faults.History.Confirmed;
import io.postroom.faults.History.Event;
import io.postroom.faults.History.Joined;
import io.postroom.faults.History.Refused;
import io.postroom.faults.History.Shown;
import io.postroom.faults.History.Stored;
import io.postroom.faults.HistoryCheck.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The outside of an installation somewhere, by its address alone: people come by REST, the log is read by REST. What
/// `src/test/kubernetes/check` does to the installation meanwhile it says on standard input: each line begins a part,
/// and at its end it is written down what was seen in it. When the input ends, all becomes quiet and the whole history
/// is checked.
public final class ClusterCheck {
    private static final int SENDERS = 4;
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration WITHOUT_A_SOCKET = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String ROOT = "%024x".formatted(0xb000);

    /// Not the JDK's try to go over to HTTP/2, which proxies hand on.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Address wayIn;
    private final int sockets;

    private ClusterCheck(String url, int sockets) {
        this.url = url;
        this.wayIn = new Address(url.replaceFirst("^http", "ws"));
        this.sockets = sockets;
    }

    /// `send URL SOCKETS`: one message to a customer's socket. `work URL SOCKETS`: senders, and so many customers'
    /// sockets, until the input ends.
    public static void main(String[] arguments) throws Exception {
        ClusterCheck check = new ClusterCheck(arguments[1], Integer.parseInt(arguments[2]));
        boolean kept = arguments[0].equals("send") ? check.send() : check.work();
        System.exit(kept ? 0 : 1);
    }

    private boolean send() {
        String user = "%024x".formatted(0xc000);
        people("users", List.of(user));
        people("admins", List.of(ROOT));
        try (SocketClient customer = SocketClient.connect(wayIn.userUrl(user), Tokens.user(user));
                SocketClient admin = SocketClient.connect(wayIn.adminUrl(ROOT), Tokens.admin(ROOT))) {
            customer.joined(user, 0L, ANSWER);
            long began = System.nanoTime();
            admin.report(user, "one", "one");
            List<Long> shown = customer.shown(1, ANSWER);
            say("message %s on the customer's socket %d ms after it was sent", shown, millisSince(began));
            return shown.equals(List.of(1L));
        }
    }

    private boolean work() throws InterruptedException, IOException {
        History history = new History();
        try (Workload senders = Workload.sending(this::people, history, 1, sockets, SENDERS, wayIn);
                Fleet customers = new Fleet(wayIn, history, sockets)) {
            customers.open();
            senders.start();
            say("%d sockets are open, %d senders at work", sockets, SENDERS);
            List<Violation> wrong = new ArrayList<>(parts(history, customers));
            senders.pause();
            if (!senders.within(PATIENCE, senders::sendersRest)) {
                wrong.add(new Violation(history.now(), "a sender has no confirmation after " + PATIENCE));
            }
            List<Stored> log = log();
            Map<String, Long> heads = Stored.heads(log);
            if (!senders.within(PATIENCE, () -> customers.hasSeen(heads))) {
                wrong.add(new Violation(history.now(), "a customer has not seen all after " + PATIENCE));
            }
            wrong.addAll(HistoryCheck.check(history.events(), log, customers.rooms()));
            say(
                    "in all %d confirmed, %d in the log, %d shown, %d violations of the promise",
                    count(history.events(), Confirmed.class::isInstance),
                    log.size(),
                    count(history.events(), Shown.class::isInstance),
                    wrong.size());
            wrong.stream().limit(10).forEach(violation -> say("%s", violation));
            return wrong.isEmpty();
        }
    }

    /// Where somebody was too long without a socket.
    private static List<Violation> parts(History history, Fleet customers) throws IOException {
        List<Violation> wrong = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String part = input.readLine();
        while (part != null) {
            long began = history.now();
            customers.forgetLongestWithout();
            customers.forgetConnects();
            String next = input.readLine();
            long end = history.now();
            List<Event> seen = history.events().stream()
                    .filter(event -> event.at() >= began && event.at() < end)
                    .toList();
            Duration without = customers.longestWithout();
            if (without.compareTo(WITHOUT_A_SOCKET) > 0) {
                wrong.add(new Violation(end, "without a live socket for " + without));
            }
            say(
                    "%s: %.1f s, %d messages confirmed, %d refused and repeated, %d shown; %d times a socket came back, "
                            + "%d attempts in one second at most, %d ms without a live socket at most; in vain: %s",
                    part,
                    (end - began) / 1000.0,
                    count(seen, Confirmed.class::isInstance),
                    count(seen, Refused.class::isInstance),
                    count(seen, Shown.class::isInstance),
                    count(seen, Joined.class::isInstance),
                    customers.mostConnectsInASecond(),
                    without.toMillis(),
                    customers.refusals());
            part = next;
        }
        return wrong;
    }

    private static long count(List<Event> events, Predicate<Event> which) {
        return events.stream().filter(which).count();
    }

    private void people(String kind, List<String> ids) {
        for (String id : ids) {
            String body = "{\"name\":\"Somebody %s\",\"email\":\"%s@example.org\"}".formatted(id.substring(20), id);
            answer("/api/" + kind + "/" + id, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    /// All messages of all customers.
    private List<Stored> log() {
        List<Stored> all = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            String user = Workload.user(i);
            long before = Long.MAX_VALUE;
            JsonNode messages;
            do {
                String after = before == Long.MAX_VALUE ? "" : "&before=" + before;
                messages = answer(
                                "/api/report-messages/user/%s?limit=%d%s".formatted(user, PAGE, after),
                                HttpRequest.newBuilder())
                        .get("messages");
                for (JsonNode message : messages) {
                    all.add(stored(message));
                    before = Math.min(before, message.get("seq").asLong());
                }
            } while (messages.size() == PAGE);
        }
        return all;
    }

    private static Stored stored(JsonNode message) {
        return new Stored(
                message.get("userId").get("_id").asText(),
                message.get("seq").asLong(),
                message.get("_id").asText(),
                "",
                message.get("message").asText(),
                message.get("isRead").asBoolean(),
                time(message, "readAt"),
                time(message, "deliveredAt"));
    }

    private static @Nullable String time(JsonNode message, String name) {
        return message.hasNonNull(name) ? message.get(name).asText() : null;
    }

    private JsonNode answer(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.uri(URI.create(url + path))
                            .timeout(ANSWER)
                            .header("Authorization", "Bearer " + Tokens.admin(ROOT))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void say(String what, Object... values) {
        System.out.println(what.formatted(values));
    }
}
