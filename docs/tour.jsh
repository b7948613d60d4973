// A message arriving, seen from both sides. Run with: jshell docs/tour.jsh (while ./mvnw quarkus:dev runs)
import java.net.URI;
import java.net.http.*;
import java.util.concurrent.*;
import java.util.regex.*;

var base = "localhost:8080";
var http = HttpClient.newHttpClient();

String field(String json, String name) {
    var m = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!m.find()) throw new IllegalStateException("no " + name + " in " + json);
    return m.group(1);
}

String login(String role, String email, String password) throws Exception {
    var body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\",\"session\":\"body\"}";
    var request = HttpRequest.newBuilder(URI.create("http://" + base + "/api/auth/" + role + "/login"))
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
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
            .buildAsync(URI.create("ws://" + base + path), listener).get(5, TimeUnit.SECONDS);
}

var user = login("users", "anna@customer.example", "user-demo");
var userId = field(user, "id");
var inbox = new Printing("Anna ", "receiveReportMessage");
var page = open("/ws/users/" + userId, field(user, "accessToken"), inbox);
page.sendText("{\"type\":\"joinUserRoom\",\"userId\":\"" + userId + "\"}", true).get();

var admin = login("admins", "ada@postroom.example", "admin-demo");
var office = open("/ws/admins/" + field(admin, "id"), field(admin, "accessToken"), new Printing("Ada  ", "reportMessageSent"));
office.sendText("{\"type\":\"sendReportMessage\",\"ref\":\"1\",\"userId\":\"" + userId + "\",\"title\":\"Your order is on its way\",\"message\":\"It left the house today.\",\"status\":\"Info\"}", true).get();

System.out.println(inbox.seen.await(10, TimeUnit.SECONDS) ? "It arrived." : "Nothing arrived within 10 s.");
/exit
