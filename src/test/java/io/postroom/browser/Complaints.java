package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;

/// What pages must never do, whatever a test looks at: throw what nobody catches, or write errors to the console, where
/// the browser also tells what the Content Security Policy refused.
final class Complaints {
    /// The browser's own words for calls and sockets that failed: what breaks networks and gives wrong passwords are
    /// the
    /// tests.
    private static final List<String> OF_THE_NETWORK = List.of("Failed to load resource:", "WebSocket connection to ");

    private final List<String> heard = new ArrayList<>();

    Complaints(BrowserContext context) {
        context.onWebError(error -> heard.add("uncaught: " + error.error()));
        context.onConsoleMessage(this::hear);
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") && OF_THE_NETWORK.stream().noneMatch(message.text()::startsWith)) {
            heard.add("console: " + message.text() + " (" + message.location() + ')');
        }
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    /// The test meant them.
    void forget() {
        heard.clear();
    }

    void none() {
        assertThat(heard).as("what the browser complained of").isEmpty();
    }
}
