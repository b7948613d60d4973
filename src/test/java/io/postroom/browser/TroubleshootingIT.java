package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.SocketClient;
import io.postroom.faults.Tokens;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the system that Postroom replaces explained on a page of its own, the product says itself.
class TroubleshootingIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private ReplicaProcess replica;

    @BeforeEach
    void replica() {
        replica = scene.installation().site().replica(0);
    }

    @Test
    void corsTheRefusedUpgradeAndTheLogNameTheOriginAndTheSetting() {
        String origin = "http://shop-" + scene.customer().id() + ".example";

        SocketClient.Refused refused = catchThrowableOfType(
                SocketClient.Refused.class,
                () -> SocketClient.connect(
                        replica.userUrl(scene.customer().id()),
                        Map.of(
                                "Origin",
                                origin,
                                "Authorization",
                                "Bearer " + Tokens.user(scene.customer().id())),
                        List.of(),
                        null));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Postroom-Refused")).contains(origin, "POSTROOM_ALLOWED_ORIGINS");
        assertThat(replica.log()).containsPattern("Refused: .*" + origin + " .*POSTROOM_ALLOWED_ORIGINS");
    }

    @Test
    void socketNotConnectedThePageSaysSinceWhenAndTheConsoleWhatDoesNotAnswer() {
        Window window = scene.window();
        MyReports reports = MyReports.on(window.enter(scene.customer(), MyReports.PATH));

        window.line().cut();

        assertThat(reports.part().status("Connection")).hasText(Pattern.compile("Offline since .+"));
        says(reports.page(), window, "🔌 Socket not connected: " + window.origin() + " does not answer");
    }

    @Test
    void userNotReceivingTheConsoleOfThePageSaysThatNobodyIsLoggedIn() {
        Window window = scene.window();

        Page page = window.open(MyReports.PATH);

        says(page, window, "🔌 Socket not connected: nobody is logged in as user.");
    }

    @Test
    void userNotReceivingTheConsoleSaysThatNoRoomIsJoined() {
        Window window = scene.window();

        Page page = application(window);

        says(page, window, "🔌 Socket connected: " + scene.customer().id());
        says(page, window, "👤 No room joined yet: call joinUserRoom(userId).");
    }

    @Test
    void userNotReceivingTheConsoleSaysWhyTheRoomIsNotJoined() {
        Account other = scene.installation().customer("Bilal Khan");
        Window window = scene.window();
        Page page = application(window);

        page.evaluate("userId => seed.joinUserRoom(userId).catch(() => {})", other.id());

        says(page, window, "👤 Room of " + other.id() + " not joined: a user joins no room but the own.");
    }

    @Test
    void userNotReceivingTheConsoleSaysWhoseTokenItIs() {
        Account other = scene.installation().customer("Bilal Khan");
        Window window = scene.window();
        Page page = application(window);

        connect(page, Tokens.user(other.id()));

        says(
                page,
                window,
                "🔌 Socket not connected: user %s is logged in, and not user %s."
                        .formatted(other.id(), scene.customer().id()));
    }

    @Test
    void userNotReceivingTheConsoleSaysThatTheTokenIsNotTaken() {
        Window window = scene.window();
        Page page = application(window);

        connect(page, "eyJ0b2tlbiI6Im5vbmUifQ");

        says(page, window, "🔌 Socket not connected: nobody is logged in as user (");
    }

    /// An application of the customer that has the client library where it had `services/socket.js`.
    private Page application(Window window) {
        Page page = MyReports.on(window.enter(scene.customer(), MyReports.PATH)).page();
        // None of the service's own pages, whose policy lets no other script in.
        page.navigate("/api/openapi.json");
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(Bundle.seed()));
        return page;
    }

    /// Anew, by a login of its own that gives this token.
    private void connect(Page page, String token) {
        page.evaluate("""
                ([id, token]) => {
                    seed.disconnectSocket();
                    const session = async () => ({id, token, expiresAt: Date.now() + 900_000});
                    return seed.initializeSocket({session}).then(() => {});
                }""", List.of(scene.customer().id(), token));
    }

    private static void says(Page page, Window window, String line) {
        page.waitForCondition(() -> window.console().stream().anyMatch(said -> said.startsWith(line)));
    }

    @Test
    void userNotReceivingTheRefusedUpgradeSaysWhoseTokenItIs() {
        Account other = scene.installation().customer("Bilal Khan");

        SocketClient.Refused refused = catchThrowableOfType(
                SocketClient.Refused.class,
                () -> SocketClient.connect(replica.userUrl(scene.customer().id()), Tokens.user(other.id())));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Postroom-Refused")).contains("user " + other.id());
        assertThat(replica.log()).contains("Refused: this socket is not the one of user " + other.id());
    }

    @Test
    void sentButNotSavedTheLogNamesTheFieldAndTheReason() {
        Account nobody = scene.installation().customer("Somebody Else");
        try (SocketClient socket = replica.admin(scene.admin().id())) {
            socket.send(SocketClient.draft(nobody.id(), "blank", "text").replace("A report", " "));

            assertThat(socket.confirmation("blank", java.time.Duration.ofSeconds(5))
                            .path("error")
                            .path("field")
                            .asText())
                    .isEqualTo("title");
        }
        assertThat(replica.log())
                .containsPattern("Report message not stored: socket .*admin "
                        + scene.admin().id() + ", invalid, field title: title must not be blank");
    }

    @Test
    void sentButNotSavedOverRestTheLogNamesTheFieldAndTheReason() {
        Page page = scene.window().open("/api/openapi.json");

        Object status = page.evaluate(
                """
                ([token, body]) => fetch('/api/report-messages', {
                    method: 'POST', headers: {authorization: 'Bearer ' + token}, body
                }).then(answer => answer.status)""",
                List.of(
                        Tokens.admin(scene.admin().id()),
                        SocketClient.draft(scene.customer().id(), "long", "z".repeat(2001))));

        assertThat(status).isEqualTo(400);
        assertThat(replica.log())
                .contains("Report message not stored: admin " + scene.admin().id()
                        + ", invalid, field message: message must have at most 2000 characters");
    }
}
