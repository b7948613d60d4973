package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens between a window and the replicas while people look at it.
class NetworkIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final Pattern OFFLINE = Pattern.compile("Offline since .+");
    /// A page that was cut off comes back in its own time: after the longest delay of its first few attempts.
    private static final double COMES_BACK_MS = 30_000;

    private Account admin;
    private Account customer;
    private Window office;
    private Window flat;
    private Page desk;
    private MyReports reports;

    @BeforeEach
    void bothWindowsOnOneReplica() {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
        office = scene.window(0);
        desk = office.enter(admin, "/admin/reports/" + customer.id());
        flat = scene.window(0);
        reports = MyReports.on(flat.enter(customer, MyReports.PATH));
    }

    @Test
    void whatWasSentWhileTheNetworkWasCutComesInOrderWhenItIsBack() {
        scene.installation().send(admin, customer, "Before");
        reports.isNew("Before");

        flat.line().cut();
        assertThat(reports.part().status("Connection")).hasText(OFFLINE);
        for (String title : List.of("Between 1", "Between 2", "Between 3")) {
            scene.installation().send(admin, customer, title);
        }
        flat.line().resume();

        comesBack(reports.page());
        reports.lists(List.of("Between 3", "Between 2", "Between 1", "Before"));
        reports.unread(4);
        scene.installation().send(admin, customer, "After");
        reports.lists(List.of("After", "Between 3", "Between 2", "Between 1", "Before"));
    }

    @Test
    void aBrowserThatIsOnlineAgainComesBackAtOnce() {
        flat.context().setOffline(true);
        flat.line().cut();
        assertThat(reports.part().status("Connection")).hasText(OFFLINE);
        scene.installation().send(admin, customer, "Between");

        flat.line().resume();
        flat.context().setOffline(false);

        reports.live();
        reports.isNew("Between");
    }

    @Test
    void aListThatFailedWhileOfflineIsThereAgainWithTheConnection() {
        scene.installation().send(admin, customer, "Before");
        reports.isNew("Before");
        goOffline(flat, reports.part());
        reports.part().button("Unread only").click();
        assertThat(reports.part().alert()).isVisible();

        comeOnline(flat);
        reports.live();
        scene.installation().send(admin, customer, "After");

        reports.lists(List.of("After", "Before"));
    }

    @Test
    void whatWasOpenedWhileOfflineIsMarkedAsReadWhenTheConnectionIsBack() {
        scene.installation().send(admin, customer, "Opened offline");
        reports.isNew("Opened offline");
        goOffline(flat, reports.part());

        reports.open("Opened offline");
        reports.isRead("Opened offline");
        comeOnline(flat);

        reports.unread(0);
        reports.isRead("Opened offline");
    }

    @Test
    void aPageEnteredWhileOfflineShowsItsListsWithTheConnection() {
        Part page = Part.of(desk);
        goOffline(office, page);
        desk.locator("a[href='/admin/reports']").first().click();
        assertThat(page.alert()).hasCount(2);

        comeOnline(office);

        assertThat(page.list("Customers").items().first()).isVisible();
        assertThat(page.alert()).hasCount(0);
    }

    private static void goOffline(Window window, Part page) {
        window.context().setOffline(true);
        window.line().cut();
        assertThat(page.status("Connection")).hasText(OFFLINE);
    }

    private static void comeOnline(Window window) {
        window.line().resume();
        window.context().setOffline(false);
    }

    @Test
    void aReplicaKilledUnderBothWindowsLosesAndDoublesNothing() {
        send("Before");
        reports.isNew("Before");

        scene.installation().site().replica(0).kill();

        comesBack(desk);
        comesBack(reports.page());
        send("After");
        reports.lists(List.of("After", "Before"));
        assertThat(scene.installation().messages(customer)).hasSize(2);
    }

    @Test
    void aMessageWhoseReplicaIsKilledBeforeItIsAnsweredIsStoredOnce() {
        ReportDialog dialog = write("On its way");
        office.line().hang();
        dialog.button().click();

        scene.installation().site().replica(0).kill();
        office.line().resume();
        office.line().cutOnce();

        assertThat(dialog.part().here()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(COMES_BACK_MS));
        comesBack(reports.page());
        reports.lists(List.of("On its way"));
        assertThat(scene.installation().messages(customer)).hasSize(1);
    }

    @Test
    void aMessageWhoseAnswerWasLostIsStoredOnce() {
        ReportDialog dialog = write("Answered in vain");
        office.line().dropAnswers();
        dialog.button().click();
        reports.isNew("Answered in vain");

        office.line().resume();

        assertThat(dialog.part().here()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(COMES_BACK_MS));
        reports.lists(List.of("Answered in vain"));
        assertThat(scene.installation().messages(customer)).hasSize(1);
    }

    private void send(String title) {
        write(title).send();
    }

    private ReportDialog write(String title) {
        Part.of(desk).button("📨 Send Message").click();
        return ReportDialog.on(desk).to(customer).write(title, "The text of " + title);
    }

    private static void comesBack(Page page) {
        assertThat(Part.of(page).status("Connection"))
                .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(COMES_BACK_MS));
    }
}
