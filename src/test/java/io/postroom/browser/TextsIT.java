package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What people write is text: it is shown as it was written, does nothing, and breaks no page, not on a phone either.
class TextsIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    /// As long as may be, in one word, of the widest letter.
    private static final String LONGEST = "W".repeat(200);

    private static final List<String> TITLES = List.of(
            "<img src=x onerror=\"document.title='taken over'\">",
            "<script>document.title = 'taken over'</script>",
            "${7*7} {{7*7}} &lt;b&gt;",
            "📬 👩‍👩‍👧‍👦 🏳️‍🌈 emoji",
            "مرحبا بالعالم",
            "שלום עולם",
            LONGEST);

    @ParameterizedTest
    @FieldSource("TITLES")
    void aTitleIsShownAsItWasWritten(String title) {
        Account admin = scene.installation().admin("Ada Admin");
        Account customer = scene.installation().customer("Anna Berg");
        MyReports reports = MyReports.on(phone().enter(customer, MyReports.PATH));
        Page desk = phone().enter(admin, "/admin/reports/" + customer.id());

        Part.of(desk).button("📨 Send Message").click();
        ReportDialog.on(desk).to(customer).write(title, "Text: " + title).send();

        Locator item = reports.part().list("Reports").items().first();
        assertThat(item).containsText(title);
        item.getByRole(AriaRole.BUTTON).first().click();
        assertThat(item).containsText("Text: " + title);
        for (Page page : new Page[] {reports.page(), desk}) {
            assertThat(page).hasTitle(Pattern.compile(".* · Postroom"));
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing sticks out")
                    .isEqualTo(true);
        }
        assertThat(scene.installation().messages(customer).getFirst()).containsEntry("title", title);
    }

    @Test
    void rightToLeftTextIsSetFromTheRight() {
        Account admin = scene.installation().admin("Ada Admin");
        Account customer = scene.installation().customer("Anna Berg");
        scene.installation().send(admin, customer, "مرحبا بالعالم");
        MyReports reports = MyReports.on(phone().enter(customer, MyReports.PATH));

        Locator title = reports.report("مرحبا بالعالم").saying("مرحبا بالعالم").first();

        assertThat(title).hasCSS("direction", "rtl");
    }

    @Test
    void anIdThatHasNoRoomIsCutAtItsStart() {
        Purchase purchase = scene.installation().purchase(scene.customer());
        Page desk = phone().enter(scene.admin(), "/admin/orders");

        Locator id = Part.of(desk).list("Orders").item(purchase.id()).saying(purchase.id());

        assertThat(id).isVisible();
        assertThat(id.evaluate("""
                        id => {
                            const [text, room] = [id, id.parentElement].map(one => one.getBoundingClientRect());
                            return [text.left < room.left, Math.abs(text.right - room.right) < 1];
                        }"""))
                .as("the start is out of sight, the end is not")
                .isEqualTo(List.of(true, true));
    }

    private static Window phone() {
        return scene.window(0, new Browser.NewContextOptions().setViewportSize(360, 740));
    }
}
