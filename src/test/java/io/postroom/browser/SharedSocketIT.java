package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tabs of one browser have one socket; whatever becomes of the tab that has it, the others miss nothing.
class SharedSocketIT {
    /// Longer than the others look on before they replace a leader that says nothing.
    private static final int STANDSTILL_MS = 8_000;

    @RegisterExtension
    static final Scene scene = new Scene();

    private final Map<WebSocket, Page> sockets = new HashMap<>();
    private Account admin;
    private Account customer;
    private Window window;

    @BeforeEach
    void twoTabs() {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
        window = scene.window();
        window.context().onPage(tab -> tab.onWebSocket(socket -> sockets.put(socket, tab)));
        logIn(window.open(MyReports.PATH));
        MyReports.on(window.open(MyReports.PATH));
    }

    @Test
    void twoTabsHaveOneSocketAndBothShowEverything() {
        send("One");

        both(List.of("One"));
        assertThat(open()).hasSize(1);
        assertThat(sockets).hasSize(1);
    }

    @Test
    void whenTheLeadingTabIsClosedTheOtherGoesOn() {
        send("One");
        both(List.of("One"));

        leader().close();
        send("Two");

        shows(window.context().pages().getFirst(), List.of("Two", "One"));
        assertThat(open()).hasSize(1);
    }

    @Test
    void whenTheLeadingTabIsPutAwayTheOtherGoesOnAndItComesBackToItsPlace() {
        send("One");
        both(List.of("One"));
        Page leader = leader();
        Page other = other(leader);

        // As a browser tells it before it freezes a page.
        leader.evaluate("() => document.dispatchEvent(new Event('freeze'))");
        send("Two");
        shows(other, List.of("Two", "One"));
        assertThat(sockets.get(open().getFirst())).isEqualTo(other);
        shows(leader, List.of("One"));
        leader.evaluate("() => document.dispatchEvent(new Event('resume'))");

        shows(leader, List.of("Two", "One"));
        send("Three");
        both(List.of("Three", "Two", "One"));
        assertThat(open()).hasSize(1);
    }

    @Test
    void whenTheLeadingTabStandsStillTheOtherTakesTheSocketOver() {
        send("One");
        both(List.of("One"));
        Page leader = leader();
        Page other = other(leader);

        leader.evaluate("""
                ms => setTimeout(() => {
                    const end = performance.now() + ms;
                    while (performance.now() < end);
                })""", STANDSTILL_MS);
        send("Two");

        shows(other, List.of("Two", "One"));
        assertThat(sockets).hasSize(2);
        shows(leader, List.of("Two", "One"));
        other.waitForCondition(() -> open().size() == 1);
        assertThat(sockets.get(open().getFirst())).isEqualTo(other);
    }

    private void logIn(Page tab) {
        Part form = Part.of(tab);
        form.field("Email").fill(customer.email());
        form.field("Password").fill(customer.password());
        form.button("Log in").click();
        MyReports.on(tab);
    }

    private void send(String title) {
        scene.installation().send(admin, customer, title);
    }

    private void both(List<String> titles) {
        window.context().pages().forEach(tab -> shows(tab, titles));
    }

    private static void shows(Page tab, List<String> titles) {
        new MyReports(tab, Part.of(tab)).lists(titles);
    }

    private List<WebSocket> open() {
        return sockets.entrySet().stream()
                .filter(entry -> !entry.getKey().isClosed() && !entry.getValue().isClosed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Page leader() {
        return sockets.get(open().getFirst());
    }

    private Page other(Page tab) {
        return window.context().pages().stream()
                .filter(page -> page != tab)
                .findFirst()
                .orElseThrow();
    }
}
