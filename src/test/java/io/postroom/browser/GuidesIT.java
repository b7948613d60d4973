package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The five guides by which the system that Postroom replaces was tried out, step by step and by their names.
class GuidesIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private Account admin;
    private Account customer;

    @BeforeEach
    void people() {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
    }

    @Test
    void adminSendsFromOrders() {
        Purchase purchase = scene.installation().purchase(customer);
        Page page = scene.window().open("/admin/orders");
        Login.on(page).as(admin);
        Part orders = Part.of(page);
        assertThat(orders.title("Orders")).isVisible();

        orders.search("Search orders").fill(purchase.id());
        Part order = orders.list("Orders").item(purchase.id());
        order.button("Order " + purchase.id()).click();
        assertThat(order.here()).containsText(customer.name());
        assertThat(order.here()).containsText(purchase.paymentId());
        assertThat(order.here()).containsText(purchase.invoiceId());
        order.button("📨 Send Report").click();
        ReportDialog dialog = ReportDialog.on(page).to(customer);
        dialog.status("Warning")
                .write("Your payment is being checked", "The bank has asked for a day.")
                .send();

        List<Document> stored = scene.installation().messages(customer);
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst())
                .containsEntry("title", "Your payment is being checked")
                .containsEntry("message", "The bank has asked for a day.")
                .containsEntry("status", "Warning")
                .containsEntry("orderId", purchase.id())
                .containsEntry("paymentId", purchase.paymentId())
                .containsEntry("invoiceId", purchase.invoiceId())
                .containsEntry("isRead", false);
        assertThat(stored.getFirst().getObjectId("sentBy").toHexString()).isEqualTo(admin.id());
    }

    @Test
    void twoWindowsReceivedInRealTimeAndClicked() {
        Page desk = scene.window(0).open("/admin/login");
        Login.on(desk).as(admin);
        Page home = scene.window(1).open("/login");
        Login.on(home).as(customer);
        MyReports reports = MyReports.on(home);
        assertThat(reports.part().heading("No reports yet")).isVisible();

        Part.of(desk).link("Reports").click();
        Part.of(desk).search("Search customers").fill(customer.email());
        Part.of(desk)
                .list("Customers")
                .item(customer.name())
                .button("📨 Send Message")
                .click();
        ReportDialog.on(desk)
                .to(customer)
                .write("Your order is on its way", "It left the house today.")
                .send();

        assertThat(reports.part().saying(MyReports.RECEIVED)).isVisible();
        reports.isNew("Your order is on its way");
        reports.unread(1);
        Part sent = Part.of(desk).list("Sent messages").item("Your order is on its way");
        reached(sent, "Delivered");

        reports.open("Your order is on its way");

        Part opened = reports.report("Your order is on its way");
        assertThat(opened.saying("It left the house today.")).isVisible();
        assertThat(opened.saying("Read")).isVisible();
        reports.isRead("Your order is on its way");
        reports.unread(0);
        reached(sent, "Read");
    }

    @Test
    void consoleAndServerLines() {
        Window office = scene.window(0);
        Page desk = office.enter(admin, "/admin/reports/" + customer.id());
        Window flat = scene.window(1);
        MyReports reports = MyReports.on(flat.enter(customer, MyReports.PATH));

        Part.of(desk).button("📨 Send Message").click();
        ReportDialog.on(desk).to(customer).write("A line", "In every log").send();
        reports.isNew("A line");

        says(desk, office, "🔌 Socket connected: ");
        says(desk, office, "📨 Report message sent to user " + customer.id());
        says(reports.page(), flat, "🔌 Socket connected: ");
        says(reports.page(), flat, "👤 Joined user room: " + customer.id());
        says(reports.page(), flat, "📨 New report message received: ");
        assertThat(scene.installation().site().replica(0).log())
                .containsPattern("Socket connected: .*admin " + admin.id())
                .contains("Report message sent to user " + customer.id());
        assertThat(scene.installation().site().replica(1).log())
                .containsPattern("Socket connected: .*user " + customer.id())
                .contains("User " + customer.id() + " joined their room");
    }

    @Test
    void offlineUserFindsItLaterUnread() {
        Page desk = scene.window(0).enter(admin, "/admin/reports/" + customer.id());
        Part.of(desk).button("📨 Send Message").click();
        ReportDialog.on(desk)
                .to(customer)
                .write("While you were away", "Nobody was there.")
                .send();
        reached(Part.of(desk).list("Messages").item("While you were away"), "Stored");

        Page home = scene.window(1).open(MyReports.PATH);
        Login.on(home).as(customer);

        MyReports reports = MyReports.on(home);
        reports.isNew("While you were away");
        reports.unread(1);
        home.reload();
        reports.isNew("While you were away");
        reports.unread(1);
        assertThat(reports.part().saying(MyReports.RECEIVED)).isHidden();
        reached(Part.of(desk).list("Messages").item("While you were away"), "Delivered");
    }

    @Test
    void autoFillFromUserReportDetails() {
        scene.installation().purchase(customer);
        Purchase purchase = scene.installation().purchase(customer);
        Page desk = scene.window().enter(admin, "/admin/reports");
        Part.of(desk).search("Search customers").fill(customer.email());
        Part.of(desk).list("Customers").link(customer.name()).click();
        assertThat(Part.of(desk).title(customer.name())).isVisible();

        Part.of(desk).tab("Orders").click();
        Part.of(desk).list("Orders").item(purchase.id()).button("📨 Report").click();
        ReportDialog dialog = ReportDialog.on(desk).to(customer);

        filled(dialog, "User", customer.name());
        filled(dialog, "Order", purchase.id());
        filled(dialog, "Payment", purchase.paymentId());
        filled(dialog, "Invoice", purchase.invoiceId());
        dialog.write("About your order", "All is well.").send();

        Part.of(desk).tab("Messages").click();
        assertThat(Part.of(desk).list("Messages").item("About your order").here())
                .isVisible();
        assertThat(scene.installation().messages(customer).getFirst())
                .containsEntry("orderId", purchase.id())
                .containsEntry("paymentId", purchase.paymentId())
                .containsEntry("invoiceId", purchase.invoiceId());
    }

    /// Read-only, and filled with this.
    private static void filled(ReportDialog dialog, String field, String value) {
        assertThat(dialog.part().text(field)).hasValue(value);
        assertThat(dialog.part().text(field)).not().isEditable();
        assertThat(dialog.part().text(field)).hasCSS("background-color", "rgb(233, 247, 240)");
    }

    /// The ladder of a message has come to this step.
    private static void reached(Part message, String step) {
        assertThat(message.list("Progress")
                        .here()
                        .getByRole(AriaRole.LISTITEM)
                        .and(message.here().page().locator("[aria-current=step]")))
                .hasText(step);
    }

    private static void says(Page page, Window window, String line) {
        page.waitForCondition(() -> window.console().stream().anyMatch(said -> said.contains(line)));
    }
}
