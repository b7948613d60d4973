package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.postroom.faults.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A login that goes on, ends, or is ended while a page is open.
class SessionsIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final String LOGIN = "**/api/auth/users/login";
    private static final String REFRESH = "**/api/auth/users/refresh";

    private final List<WebSocket> sockets = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Window window;

    @BeforeEach
    void listening() {
        window = scene.window();
        window.context().onPage(tab -> tab.onWebSocket(this::hear));
    }

    private void hear(WebSocket socket) {
        sockets.add(socket);
        socket.onFrameSent(frame -> said.add(frame.text()));
    }

    @Test
    void aTokenIsRenewedInPlaceBeforeItEnds() {
        window.context().route(LOGIN, route -> answer(route, Duration.ofSeconds(9)));

        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        reports.page().waitForCondition(() -> said.stream().anyMatch(frame -> frame.contains("\"refreshToken\"")));
        scene.installation().send(scene.admin(), scene.customer(), "Still here");

        reports.isNew("Still here");
        assertThat(sockets).hasSize(1);
        assertThat(sockets.getFirst().isClosed()).isFalse();
    }

    @Test
    void aTokenThatEndedWhileNoNewOneWasToBeHadIsReplacedLater() {
        window.context().route(LOGIN, route -> answer(route, Duration.ofSeconds(9)));
        window.context().route(REFRESH, Route::abort);
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));

        assertThat(reports.part().status("Connection"))
                .hasText(
                        Pattern.compile("Offline since .+"), new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        scene.installation().send(scene.admin(), scene.customer(), "Between two tokens");
        window.context().unroute(REFRESH);

        assertThat(reports.part().status("Connection"))
                .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        reports.lists(List.of("Between two tokens"));
    }

    @Test
    void whoWasLoggedOutElsewhereIsAskedToLogInAndComesBackToThePage() {
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));

        window.context().request().post("/api/auth/users/logout");

        Page page = reports.page();
        assertThat(Part.of(page).title("Log in")).isVisible();
        scene.installation().send(scene.admin(), scene.customer(), "While logged out");
        Login.on(page).as(scene.customer());
        assertThat(page).hasURL(Pattern.compile(".*" + MyReports.PATH));
        MyReports.on(page).isNew("While logged out");
    }

    @Test
    void logOutLeavesNothingBehind() {
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));
        Page page = reports.page();

        reports.part().button("Log out").click();

        assertThat(Part.of(page).title("Log in")).isVisible();
        assertThat(window.context().cookies()).isEmpty();
        page.waitForCondition(() -> sockets.getFirst().isClosed());
        page.navigate(MyReports.PATH);
        assertThat(Part.of(page).title("Log in")).isVisible();
    }

    @Test
    void tokensAreNowhereButInMemory() {
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));

        Object kept = reports.page()
                .evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");

        assertThat(kept.toString()).doesNotContain("eyJ");
        assertThat(sockets).noneMatch(socket -> socket.url().contains("eyJ"));
    }

    @Test
    void anAdminWhoIsLoggedOutWhileWritingKeepsTheTextAndSendsItAfterLoggingIn() {
        ReportDialog dialog = scene.dialog(window).write("A long text", "Written with care.");

        window.context().request().post("/api/auth/admins/logout");

        // The service ends the socket, so that it is said before anything is clicked.
        assertThat(dialog.part().alert()).containsText("You were logged out.");
        dialog.again().click();
        assertThat(dialog.part().alert()).containsText("You were logged out.");
        dialog.keeps("A long text", "Written with care.");
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
        Page other = window.enter(scene.admin(), "/admin/orders");
        assertThat(Part.of(other).title("Orders")).isVisible();
        assertThat(dialog.part().alert()).isHidden();
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    /// The login's own answer, but with a token that ends so soon, as one does that is nearly fifteen minutes old.
    private void answer(Route route, Duration life) {
        Instant end = Instant.now().plus(life);
        APIResponse login = route.fetch();
        route.fulfill(new Route.FulfillOptions().setResponse(login).setBody("""
                        {"accessToken":"%s","expiresAt":"%s","role":"user","id":"%s"}""".formatted(
                        Tokens.of(scene.customer().id(), "user", end),
                        end,
                        scene.customer().id())));
    }
}
