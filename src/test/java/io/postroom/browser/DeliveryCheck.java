package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From the admin's click to the customer's screen, on another replica: no promise, so no test of every build, but what
/// `docs/performance.md` states.
class DeliveryCheck {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final int SENDS = Integer.getInteger("postroom.delivery.sends", 200);
    private static final int WARM_UP = 20;

    /// When each click came, by the clock that the windows share.
    private static final String CLICKS = """
            () => {
                window.clicked = [];
                addEventListener('click', () => clicked.push(performance.timeOrigin + performance.now()), true);
            }""";

    /// When each entry that was added to the list stood in a frame that was about to be painted.
    private static final String SHOWN = """
            list => {
                window.shown = [];
                new MutationObserver(changes => {
                    const added = changes.flatMap(({addedNodes}) => [...addedNodes]).filter(({tagName}) => tagName === 'LI');
                    requestAnimationFrame(() => added.forEach(
                        () => shown.push(performance.timeOrigin + performance.now())));
                }).observe(list, {childList: true});
            }""";

    @Test
    void fromClickToScreen() {
        Account admin = scene.installation().admin("Ada Admin");
        Account customer = scene.installation().customer("Anna Berg");
        Page desk = scene.window(0).enter(admin, "/admin/reports/" + customer.id());
        MyReports reports = MyReports.on(scene.window(1).enter(customer, MyReports.PATH));
        for (int i = 0; i < WARM_UP; i++) {
            send(desk, customer, "Warm-up " + i);
        }
        reports.isNew("Warm-up " + (WARM_UP - 1));
        ElementHandle list = reports.page().getByRole(AriaRole.LIST).first().elementHandle();
        list.evaluate(SHOWN);

        double[] clicked = IntStream.range(0, SENDS)
                .mapToDouble(i -> {
                    write(desk, customer, "Report " + i);
                    desk.evaluate(CLICKS);
                    ReportDialog.on(desk).send();
                    return number(desk.evaluate("() => clicked[0]"));
                })
                .toArray();
        reports.isNew("Report " + (SENDS - 1));
        double[] shown = Stream.of((List<?>) reports.page().evaluate("() => shown"))
                .flatMap(List::stream)
                .mapToDouble(DeliveryCheck::number)
                .toArray();

        assertThat(shown).hasSize(SENDS);
        double[] delays = IntStream.range(0, SENDS)
                .mapToDouble(i -> shown[i] - clicked[i])
                .sorted()
                .toArray();
        System.out.printf(
                "From click to screen, %d sends: median %.0f ms, p99 %.0f ms, most %.0f ms%n",
                SENDS, delays[SENDS / 2], delays[SENDS * 99 / 100], delays[SENDS - 1]);
        assertThat(delays[0]).isPositive();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void send(Page desk, Account customer, String title) {
        write(desk, customer, title);
        ReportDialog.on(desk).send();
    }

    private static void write(Page desk, Account customer, String title) {
        Part.of(desk).button("📨 Send Message").click();
        ReportDialog.on(desk).to(customer).write(title, "The text of " + title);
    }
}
