package io.postroom.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stands between an admin's pages and the service: sends are answered with a refusal, once or until it relents; all
/// else
/// goes through.
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> keys = new ArrayList<>();
    private final String code;
    private final String reason;
    private final @Nullable String field;
    private int left = 1;

    Refusals(String code, String reason, @Nullable String field) {
        this.code = code;
        this.reason = reason;
        this.field = field;
    }

    /// Not only once.
    Refusals forGood() {
        left = Integer.MAX_VALUE;
        return this;
    }

    void relent() {
        left = 0;
    }

    /// For all pages that this browser opens from now on.
    Refusals in(BrowserContext context) {
        context.routeWebSocket(Pattern.compile(".*/ws/admins/.*"), this::stand);
        return this;
    }

    /// The `clientMessageId` of each send, in their order.
    List<String> keys() {
        return keys;
    }

    private void stand(WebSocketRoute socket) {
        WebSocketRoute server = socket.connectToServer();
        socket.onMessage(frame -> {
            JsonNode said = read(frame.text());
            if (!said.path("type").asText().equals("sendReportMessage")) {
                server.send(frame.text());
                return;
            }
            keys.add(said.path("clientMessageId").asText());
            if (left == 0) {
                server.send(frame.text());
            } else {
                left--;
                socket.send(refusal(said.get("ref")).toString());
            }
        });
        server.onMessage(frame -> socket.send(frame.text()));
    }

    private ObjectNode refusal(@Nullable JsonNode ref) {
        ObjectNode answer =
                JSON.createObjectNode().put("type", "reportMessageSent").put("success", false);
        if (ref != null) {
            answer.set("ref", ref);
        }
        ObjectNode error = answer.putObject("error").put("code", code).put("message", reason);
        if (field != null) {
            error.put("field", field);
        }
        return answer;
    }

    private static JsonNode read(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a page sent what is no JSON: " + frame, e);
        }
    }
}
