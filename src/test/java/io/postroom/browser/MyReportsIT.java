package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a customer finds in an inbox that has grown.
class MyReportsIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    /// More than two pages of the call.
    private static final int MANY = 120;

    private MyReports open() {
        return MyReports.on(scene.window().enter(scene.customer(), MyReports.PATH));
    }

    private void wrote(String title, String status, Duration ago, boolean read) {
        scene.installation().wrote(scene.admin(), scene.customer(), title, "The text of " + title, status, ago, read);
    }

    @Test
    void olderOnesLoadOnScrollingDownToTheFirst() {
        IntStream.rangeClosed(1, MANY)
                .forEach(i -> scene.installation().send(scene.admin(), scene.customer(), "Number " + i));
        MyReports reports = open();
        Locator items = reports.part().list("Reports").items();
        assertThat(items).hasCount(50);

        reports.page().waitForCondition(() -> {
            reports.page().mouse().wheel(0, 5_000);
            return items.count() == MANY;
        });

        assertThat(reports.part().button("Load older")).isHidden();
        reports.lists(IntStream.rangeClosed(1, MANY)
                .mapToObj(i -> "Number " + (MANY + 1 - i))
                .toList());
        reports.unread(MANY);
    }

    @Test
    void filtersNarrowWhatIsListedAndWhatArrives() {
        Purchase first = scene.installation().purchase(scene.customer());
        wrote("An issue", "Issue", Duration.ofDays(2), true);
        Purchase second = scene.installation().purchase(scene.customer());
        wrote("A warning", "Warning", Duration.ofHours(2), false);
        wrote("A summary", "Summary", Duration.ofHours(1), true);
        MyReports reports = open();
        reports.lists(List.of("A summary", "A warning", "An issue"));

        reports.part().choice("Status").selectOption("Warning");
        reports.lists(List.of("A warning"));
        reports.part().choice("Status").selectOption("");
        reports.part().choice("Order").selectOption(first.id());
        reports.lists(List.of("An issue"));
        reports.part().choice("Order").selectOption(second.id());
        reports.lists(List.of("A summary", "A warning"));
        reports.part().button("Unread only").click();
        reports.lists(List.of("A warning"));

        scene.installation().send(scene.admin(), scene.customer(), "About nothing of this");
        assertThat(reports.part().saying(MyReports.RECEIVED)).isVisible();
        reports.lists(List.of("A warning"));
        reports.part().choice("Order").selectOption("");
        reports.lists(List.of("About nothing of this", "A warning"));
        reports.part().search("Search reports").fill(second.invoiceId());
        reports.lists(List.of("A warning"));
        reports.part().search("Search reports").fill("no such thing");
        assertThat(reports.part().heading("Nothing matches")).isVisible();
        reports.part().button("Show everything").click();
        assertThat(reports.part().list("Reports").items()).hasCount(4);
        assertThat(reports.part().search("Search reports")).hasValue("");
    }

    @Test
    void whatItIsAboutIsShownAndWhenItCame() {
        Purchase purchase = scene.installation().purchase(scene.customer());
        wrote("An issue", "Issue", Duration.ofHours(2), false);
        MyReports reports = open();
        Locator article = reports.report("An issue").here().getByRole(AriaRole.ARTICLE);
        assertThat(article).hasCSS("background-image", Pattern.compile("linear-gradient.*"));
        Locator time = article.getByRole(AriaRole.TIME).first();
        assertThat(time).hasText("2 hours ago");
        assertThat(time).hasAttribute("title", Pattern.compile("\\w+day, \\w+ \\d+, \\d{4} at .*\\d:\\d\\d:\\d\\d.*"));

        reports.open("An issue");

        for (String id : new String[] {purchase.id(), purchase.paymentId(), purchase.invoiceId()}) {
            assertThat(reports.report("An issue").saying(id)).isVisible();
        }
        assertThat(article).hasCSS("background-image", "none");
        assertThat(reports.report("An issue").saying("Read")).isVisible();
    }
}
