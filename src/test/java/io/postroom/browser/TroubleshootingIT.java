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
    private Account admin;
    private Account customer;

    @BeforeEach
    void people() {
        replica = scene.installation().site().replica(0);
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
    }

    @Test
    void corsTheRefusedUpgradeAndTheLogNameTheOriginAndTheSetting() {
        String origin = "http://shop-" + customer.id() + ".example";

        SocketClient.Refused refused = catchThrowableOfType(
                SocketClient.Refused.class,
                () -> SocketClient.connect(
                        replica.userUrl(customer.id()),
                        Map.of("Origin", origin, "Authorization", "Bearer " + Tokens.user(customer.id())),
                        List.of(),
                        null));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Postroom-Refused")).contains(origin, "POSTROOM_ALLOWED_ORIGINS");
        assertThat(replica.log()).containsPattern("Refused: .*" + origin + " .*POSTROOM_ALLOWED_ORIGINS");
    }

    @Test
    void socketNotConnectedThePageSaysSinceWhenAndTheConsoleWhatDoesNotAnswer() {
        Window window = scene.window();
        MyReports reports = MyReports.on(window.enter(customer, MyReports.PATH));

        window.line().cut();

        assertThat(reports.part().status("Connection")).hasText(Pattern.compile("Offline since .+"));
        says(reports.page(), window, "🔌 Socket not connected: " + window.origin() + " does not answer");
    }

    private static void says(Page page, Window window, String line) {
        page.waitForCondition(() -> window.console().stream().anyMatch(said -> said.startsWith(line)));
    }

    @Test
    void userNotReceivingTheRefusedUpgradeSaysWhoseTokenItIs() {
        Account other = scene.installation().customer("Bilal Khan");

        SocketClient.Refused refused = catchThrowableOfType(
                SocketClient.Refused.class,
                () -> SocketClient.connect(replica.userUrl(customer.id()), Tokens.user(other.id())));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Postroom-Refused")).contains("user " + other.id());
        assertThat(replica.log()).contains("Refused: this socket is not the one of user " + other.id());
    }

    @Test
    void sentButNotSavedTheLogNamesTheFieldAndTheReason() {
        Account nobody = scene.installation().customer("Somebody Else");
        try (SocketClient socket = replica.admin(admin.id())) {
            socket.send(SocketClient.draft(nobody.id(), "blank", "text").replace("A report", " "));

            assertThat(socket.confirmation("blank", java.time.Duration.ofSeconds(5))
                            .path("error")
                            .path("field")
                            .asText())
                    .isEqualTo("title");
        }
        assertThat(replica.log())
                .containsPattern("Report message not stored: socket .*admin " + admin.id()
                        + ", invalid, field title: title must not be blank");
    }

    @Test
    void sentButNotSavedOverRestTheLogNamesTheFieldAndTheReason() {
        Page page = scene.window().open("/api/openapi.json");

        Object status = page.evaluate(
                """
                ([token, body]) => fetch('/api/report-messages', {
                    method: 'POST', headers: {authorization: 'Bearer ' + token}, body
                }).then(answer => answer.status)""", List.of(Tokens.admin(admin.id()), SocketClient.draft(customer.id(), "long", "z".repeat(2001))));

        assertThat(status).isEqualTo(400);
        assertThat(replica.log())
                .contains("Report message not stored: admin " + admin.id()
                        + ", invalid, field message: message must have at most 2000 characters");
    }
}
