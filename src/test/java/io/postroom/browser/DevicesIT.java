package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One customer with two tabs in one browser, and another device on another replica.
class DevicesIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private Account admin;
    private Account customer;
    private Window laptop;
    private MyReports first;
    private MyReports second;
    private MyReports phone;

    @BeforeEach
    void twoTabsAndAPhone() {
        admin = scene.installation().admin("Ada Admin");
        customer = scene.installation().customer("Anna Berg");
        laptop = scene.window(0);
        first = MyReports.on(laptop.enter(customer, MyReports.PATH));
        second = MyReports.on(laptop.open(MyReports.PATH));
        phone = MyReports.on(scene.window(1).enter(customer, MyReports.PATH));
    }

    private List<MyReports> all() {
        return List.of(first, second, phone);
    }

    @Test
    void messagesAppearOnceAndInOrderInEveryTabAndOnEveryDevice() {
        for (String title : List.of("First", "Second", "Third")) {
            scene.installation().send(admin, customer, title);
        }

        for (MyReports reports : all()) {
            reports.lists(List.of("Third", "Second", "First"));
            reports.unread(3);
        }
    }

    @Test
    void whatIsReadInOneTabIsReadEverywhere() {
        scene.installation().send(admin, customer, "One");
        scene.installation().send(admin, customer, "Two");
        all().forEach(reports -> reports.isNew("One"));

        first.open("One");

        for (MyReports reports : all()) {
            reports.isRead("One");
            reports.isNew("Two");
            reports.unread(1);
        }
    }

    @Test
    void markAllReadOnOneDeviceReadsAllEverywhere() {
        scene.installation().send(admin, customer, "One");
        scene.installation().send(admin, customer, "Two");
        all().forEach(reports -> reports.isNew("Two"));

        phone.part().button("Mark all read").click();

        for (MyReports reports : all()) {
            reports.isRead("One");
            reports.isRead("Two");
            reports.unread(0);
        }
        assertThat(phone.part().button("Mark all read")).isDisabled();
    }

    @Test
    void anAdminAndACustomerLiveSideBySideInOneBrowser() {
        Page desk = laptop.enter(admin, "/admin/reports/" + customer.id());
        Part.of(desk).button("📨 Send Message").click();

        ReportDialog.on(desk)
                .to(customer)
                .write("In the next tab", "It is there already.")
                .send();

        first.isNew("In the next tab");
        phone.isNew("In the next tab");
        first.page().reload();
        first.isNew("In the next tab");
    }
}
