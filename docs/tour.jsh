// A message arriving, seen from both sides. Run with: jshell docs/tour.jsh (while ./mvnw quarkus:dev runs).
// Another address: TOUR_URL=http://localhost:8081 jshell docs/tour.jsh
import java.net.URI;
import java.net.http.*;
import java.util.concurrent.*;
import java.util.regex.*;

var base = System.getenv().getOrDefault("TOUR_URL", "http://localhost:8080").replaceFirst("/+$", "");
var http = HttpClient.newHttpClient();

String field(String json, String name) {
    var m = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!m.find()) throw new IllegalStateException("no " + name + " in " + json);
    return m.group(1);
}

String login(String role, String email, String password) throws Exception {
    var body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\",\"session\":\"body\"}";
    var request = HttpRequest.newBuilder(URI.create(base + "/api/auth/" + role + "/login"))
            .timeout(java.time.Duration.ofSeconds(10))
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException("the login of " + email + " was answered by " + answer.statusCode() + " " + answer.body());
    return answer.body();
}

class Printing implements WebSocket.Listener {
    final String who; final String until; final CountDownLatch seen = new CountDownLatch(1); final StringBuilder text = new StringBuilder();
    Printing(String who, String until) { this.who = who; this.until = until; }
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            System.out.println(who + " <- " + text);
            if (text.indexOf(until) > 0) seen.countDown();
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }
}

WebSocket open(String path, String token, Printing listener) throws Exception {
    return http.newWebSocketBuilder().header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(base.replaceFirst("^http", "ws") + path), listener).get(5, TimeUnit.SECONDS);
}

boolean arrives() throws Exception {
    var user = login("users", "anna@customer.example", "user-demo");
    var userId = field(user, "id");
    var inbox = new Printing("Anna ", "receiveReportMessage");
    var page = open("/ws/users/" + userId, field(user, "accessToken"), inbox);
    page.sendText("{\"type\":\"joinUserRoom\",\"userId\":\"" + userId + "\"}", true).get();

    var admin = login("admins", "ada@postroom.example", "admin-demo");
    var office = open("/ws/admins/" + field(admin, "id"), field(admin, "accessToken"), new Printing("Ada  ", "reportMessageSent"));
    office.sendText("{\"type\":\"sendReportMessage\",\"ref\":\"1\",\"userId\":\"" + userId + "\",\"title\":\"Your order is on its way\",\"message\":\"It left the house today.\",\"status\":\"Info\"}", true).get();
    return inbox.seen.await(10, TimeUnit.SECONDS);
}

int tour() {
    try {
        var arrived = arrives();
        System.out.println(arrived ? "It arrived." : "Nothing arrived within 10 s.");
        return arrived ? 0 : 1;
    } catch (java.net.ConnectException e) {
        System.out.println("Nothing answers at " + base + ": start ./mvnw quarkus:dev first, or name another address in TOUR_URL.");
    } catch (Exception e) {
        System.out.println("The tour at " + base + " failed: " + e.getMessage());
    }
    return 1;
}

/exit tour()
