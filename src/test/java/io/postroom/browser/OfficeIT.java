package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What admins look things up in.
class OfficeIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    @Test
    void theSearchForOrdersSaysWhatItSearchesAndWhereCustomersAreFound() {
        scene.installation().purchase(scene.customer());
        Page desk = scene.window().enter(scene.admin(), "/admin/orders");
        Part orders = Part.of(desk);
        Locator search = orders.search("Search orders");
        assertThat(search).hasAttribute("placeholder", "Order, payment, invoice or status");

        search.fill(scene.customer().name());

        assertThat(orders.heading("No order matches")).isVisible();
        orders.link("Search customers for “" + scene.customer().name() + "”").click();
        assertThat(orders.search("Search customers")).hasValue(scene.customer().name());
        assertThat(orders.list("Customers").items()).hasCount(1);
        assertThat(orders.list("Customers").link(scene.customer().name())).isVisible();
    }

    @Test
    void theOrdersToChooseFromInTheDialogAreToldApart() {
        Purchase older = scene.installation().purchase(scene.customer(), "Paid", 19.9, Duration.ofDays(40));
        Purchase newer = scene.installation().purchase(scene.customer(), "Delivered", 5, Duration.ofDays(3));

        Locator choice = scene.dialog(scene.window()).part().choice("About order");

        assertThat(choice.locator("option")).hasText(new Pattern[] {
            Pattern.compile("No order"),
            Pattern.compile("…" + newer.id().substring(14) + " · .*\\d{4} · 5\\.00 · Delivered"),
            Pattern.compile("…" + older.id().substring(14) + " · .*\\d{4} · 19\\.90 · Paid")
        });
    }

    @Test
    void theNamesOfManyCustomersAreAskedForTogether() {
        List<Account> customers = Stream.generate(() -> scene.installation().customer("Anna Berg"))
                .limit(5)
                .toList();
        customers.forEach(scene.installation()::purchase);
        Window window = scene.window();
        List<String> asked = new ArrayList<>();
        window.context().onRequest(request -> asked.add(request.url()));
        Page desk = window.enter(scene.admin(), "/admin/orders");
        for (Account customer : customers) {
            assertThat(Part.of(desk).list("Orders").item(customer.name()).here())
                    .isVisible();
        }

        Part.of(desk).list("Orders").button("📨 Send Report").first().click();
        ReportDialog.on(desk).to(customers.getLast());

        assertThat(asked)
                .doesNotContainAnyElementsOf(customers.stream()
                        .map(customer -> window.origin() + "/api/users/" + customer.id())
                        .toList());
    }

    @Test
    void theTimeOfReadingIsSaidOnce() {
        scene.installation().send(scene.admin(), scene.customer(), "A report");
        MyReports reports = MyReports.on(scene.window().enter(scene.customer(), MyReports.PATH));

        reports.open("A report");

        Locator read =
                reports.report("A report").here().locator("dl > div", new Locator.LocatorOptions().setHasText("Read"));
        assertThat(read.getByRole(com.microsoft.playwright.options.AriaRole.TIME))
                .hasText(Pattern.compile("Today, \\d\\d:\\d\\d [AP]M"));
    }

    @Test
    void whoWasWrittenToLastIsOnTopWithTheLastMessageAndWhatIsUnread() {
        Account first = scene.installation().customer("Searched Person");
        Account second = scene.installation().customer("Searched Person");
        scene.installation().send(scene.admin(), second, "Earlier");
        scene.installation().send(scene.admin(), first, "In between");
        scene.installation().send(scene.admin(), first, "Later");
        Page desk = scene.window().enter(scene.admin(), "/admin/reports");

        Part.of(desk).search("Search customers").fill("searched person");

        Part customers = Part.of(desk).list("Customers");
        assertThat(customers.items()).hasCount(2);
        assertThat(customers.items().first()).containsText(first.name());
        assertThat(customers.items().first()).containsText("2 unread");
        assertThat(customers.items().first()).containsText("Later");
        assertThat(customers.items().last()).containsText("1 unread");
    }
}
