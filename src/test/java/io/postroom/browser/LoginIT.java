package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The way in: who is let in, where one comes out, and what is said to whoever is not.
class LoginIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    @Test
    void wrongDataIsSaidAndRightDataIsTakenAfterwards() {
        Account customer = scene.installation().customer("Anna Berg");
        Page page = scene.window().open("/login");
        Login login = Login.on(page);
        login.with(customer.email(), "not the one");
        assertThat(login.part().alert()).containsText("Email or password is wrong.");
        assertThat(login.part().field("Email")).hasValue(customer.email());

        login.as(customer);

        MyReports.on(page);
    }

    @Test
    void aServerThatIsAwayIsSaid() {
        Window window = scene.window();
        Account customer = scene.installation().customer("Anna Berg");
        Page page = window.open("/login");
        Login login = Login.on(page);
        login.part().field("Email").fill(customer.email());
        login.part().field("Password").fill(customer.password());
        window.line().cut();

        login.part().button("Log in").click();

        assertThat(login.part().alert()).containsText("The server cannot be reached.");
        window.line().resume();
        login.part().button("Log in").click();
        MyReports.on(page);
    }

    @Test
    void whoIsNotLoggedInComesToTheLoginAndBackToWhereOneWantedToBe() {
        Account admin = scene.installation().admin("Ada Admin");
        Account customer = scene.installation().customer("Anna Berg");
        Page page = scene.window().open("/admin/reports/" + customer.id());
        Login login = Login.on(page);
        assertThat(login.part().title("Admin log in")).isVisible();

        login.as(admin);

        assertThat(Part.of(page).title(customer.name())).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/admin/reports/" + customer.id()));
    }

    @Test
    void theWayBackNeverLeadsToAnotherSite() {
        Account customer = scene.installation().customer("Anna Berg");
        for (String next :
                new String[] {"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"}) {
            Window window = scene.window();
            Page page = window.open("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            Login login = Login.on(page);
            login.as(customer);

            MyReports.on(page);
            assertThat(page.url()).startsWith(window.origin());
        }
    }

    @Test
    void anAdminIsNoCustomer() {
        Account admin = scene.installation().admin("Ada Admin");
        Page page = scene.window().open("/login");
        Login login = Login.on(page);

        login.as(admin);

        assertThat(login.part().alert()).containsText("Email or password is wrong.");
    }
}
