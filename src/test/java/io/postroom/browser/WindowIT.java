package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the other tests build on: a browser that gets to the service, keeps its cookies, and sees what pages do wrong.
class WindowIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final String CALL = """
            ({area, call, body}) => fetch(`/api/auth/${area}/${call}`, {
                method: 'POST',
                headers: {'content-type': 'application/json'},
                body: JSON.stringify(body)
            }).then(answer => answer.status)""";

    @Test
    void anAdminAndACustomerAreLoggedInSideBySideInOneBrowser() {
        Page page = scene.window().open("/api/openapi.json");
        for (Account account : new Account[] {
            scene.installation().customer("Anna Berg"), scene.installation().admin("Ada Admin")
        }) {
            Map<String, String> body = Map.of("email", account.email(), "password", account.password());
            assertThat(call(page, account.area(), "login", body)).isEqualTo(200);
        }

        assertThat(call(page, "users", "refresh", Map.of())).isEqualTo(200);
        assertThat(call(page, "admins", "refresh", Map.of())).isEqualTo(200);
        assertThat(call(page, "admins", "logout", Map.of())).isEqualTo(204);
        assertThat(call(page, "users", "refresh", Map.of())).isEqualTo(200);
        assertThat(call(page, "admins", "refresh", Map.of())).isEqualTo(401);
    }

    private static Object call(Page page, String area, String call, Map<String, String> body) {
        return page.evaluate(CALL, Map.of("area", area, "call", call, "body", body));
    }

    @Test
    void whatNobodyCatchesIsHeard() {
        Window window = scene.window();
        Page page = window.open("/api/openapi.json");

        page.evaluate("() => { setTimeout(() => { throw new Error('left lying') }) }");

        page.waitForCondition(() -> window.complaints().heard().toString().contains("left lying"));
        window.complaints().forget();
    }

    @Test
    void anErrorOnTheConsoleIsHeard() {
        Window window = scene.window();
        Page page = window.open("/api/openapi.json");

        page.evaluate("() => console.error('this should not be')");

        page.waitForCondition(() -> window.complaints().heard().toString().contains("this should not be"));
        window.complaints().forget();
    }

    @Test
    void aBreachOfThePolicyIsHeard() {
        Window window = scene.window();
        Page page = window.open("/api/openapi.json");
        page.setContent("<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\"><p>A page</p>");

        page.evaluate("() => { document.body.append(Object.assign(new Image(), {src: '/elsewhere.png'})) }");

        page.waitForCondition(() -> window.complaints().heard().toString().contains("Content Security Policy"));
        window.complaints().forget();
    }

    @Test
    void aReplicaThatIsKilledIsReplacedByTheOther() {
        Page page = scene.window(0).open("/api/openapi.json");

        scene.installation().site().replica(0).kill();

        assertThat(page.reload().status()).isEqualTo(200);
    }

    @Test
    void aLineThatIsCutIsMendedAtTheSameAddress() {
        Window window = scene.window();
        Page page = window.open("/api/openapi.json");

        window.line().cut();
        assertThat(page.evaluate("() => fetch('/api/openapi.json').then(() => 'there', () => 'away')"))
                .isEqualTo("away");
        window.line().resume();

        assertThat(page.reload().status()).isEqualTo(200);
    }
}
