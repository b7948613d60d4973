package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The client library in a real browser, without Postroom's own pages: in the plain example of its manual.
class ClientInBrowserIT {
    private static final Path EXAMPLE = Bundle.LIBRARY.resolve("examples/plain");
    private static final int MANY = 10_000;

    @RegisterExtension
    static final Scene scene = new Scene();

    private static String script;

    private Account admin;
    private Account customer;
    private Window window;
    private Page page;

    @BeforeAll
    static void bundle() {
        script = Bundle.module(EXAMPLE.resolve("main.ts"));
    }

    @BeforeEach
    void exampleOfACustomer() throws IOException {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
        window = scene.window(0);
        window.context()
                .route(
                        "**/main.ts",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody(script)));
        page = window.enter(customer, "/profile/reports");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My Reports")))
                .isVisible();
        // A document of the service, for a page that came from nowhere may open no socket to this machine; and none of
        // its own pages, whose policy lets no other script in.
        page.navigate("/api/openapi.json");
        page.setContent(Files.readString(EXAMPLE.resolve("index.html")));
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("My Reports (0 unread)");
        assertThat(page.locator("#connection")).hasText("");
    }

    @Test
    void theExampleOfTheManualShowsWhatComes() {
        send(1);
        send(2);

        shows(2);
        assertThat(page.locator("#unread")).hasText("2");
    }

    @Test
    void aReplicaThatIsKilledCostsNothingAndDoublesNothing() {
        send(1);
        shows(1);

        scene.installation().site().replica(0).kill();
        send(2);
        send(3);

        shows(3);
    }

    @Test
    void backOnlineItIsLiveAtOnceAndHasMissedNothing() {
        send(1);
        shows(1);
        window.context().setOffline(true);
        window.line().cut();
        assertThat(page.locator("#connection")).hasText("offline");
        send(2);

        window.line().resume();
        window.context().setOffline(false);

        shows(2);
        assertThat(page.locator("#connection")).hasText("");
    }

    @Test
    void aClockThatJumpsChangesNothing() {
        for (int hours : new int[] {9, -9}) {
            page.evaluate("hours => { const now = Date.now; Date.now = () => now() + hours * 3600000 }", hours);
            send(hours > 0 ? 1 : 2);
        }

        shows(2);
    }

    @Test
    void tenThousandMessagesWhileItIsPutAwayAreAllThereInOrder() {
        tell("freeze");
        assertThat(page.locator("#connection")).hasText("offline");
        scene.installation().site().fill(customer.id(), admin.id(), MANY);
        tell("resume");

        page.waitForFunction(
                "many => document.getElementById('messages').children.length >= many",
                MANY,
                new Page.WaitForFunctionOptions().setTimeout(6 * Scene.PATIENCE_MS));
        List<String> newestFirst = IntStream.iterate(MANY, n -> n > 0, n -> n - 1)
                .mapToObj("Message %d"::formatted)
                .toList();
        assertThat(page.locator("#messages > li").allTextContents())
                .extracting(text -> text.substring(0, text.indexOf(':')))
                .isEqualTo(newestFirst);
    }

    private void send(int number) {
        scene.installation().send(admin, customer, "Message " + number);
    }

    /// These and no others, newest first.
    private void shows(int last) {
        assertThat(page.locator("#messages > li"))
                .hasText(IntStream.iterate(last, n -> n > 0, n -> n - 1)
                        .mapToObj(n -> "Message %d: The text of Message %d".formatted(n, n))
                        .toArray(String[]::new));
    }

    /// As a browser does before it puts a page away, and when it brings it back.
    private void tell(String event) {
        page.evaluate("event => document.dispatchEvent(new Event(event))", event);
    }
}
