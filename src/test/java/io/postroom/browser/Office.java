package io.postroom.browser;

import java.time.Duration;
import java.util.List;

/// Some customers with orders and what was written to them, as a picture shows them.
final class Office {
    private final Installation installation;
    private final Account admin;
    private final Account customer;

    private record Written(String title, String message, String status, Duration ago, boolean read) {}

    private static final List<Written> TO_THE_FIRST = List.of(
            new Written(
                    "Your order has arrived",
                    "The carrier has left your parcel with you. Tell us if anything is missing.",
                    "Info",
                    Duration.ofDays(9),
                    true),
            new Written(
                    "Your statement for October",
                    "Three orders, 148.70 € in all, everything is paid.",
                    "Summary",
                    Duration.ofDays(6),
                    true),
            new Written(
                    "Payment not confirmed yet",
                    "Your bank has asked for a day to confirm the payment. There is nothing for you to do.",
                    "Warning",
                    Duration.ofHours(30),
                    true),
            new Written(
                    "Your parcel is at the pick-up point",
                    "Please bring the code of this message and your identity card. It is kept for seven days.",
                    "Info",
                    Duration.ofHours(5),
                    false),
            new Written(
                    "One article is damaged",
                    "The carrier reported damage to one article. We send another one today, at no cost to you.",
                    "Issue",
                    Duration.ofMinutes(12),
                    false));

    Office(Installation installation) {
        this.installation = installation;
        admin = installation.named("admins", "Ada Lindqvist");
        customer = installation.named("users", "Anna Berg");
        Account second = installation.named("users", "Bilal Khan");
        Account third = installation.named("users", "Chiara Conti");
        Account fourth = installation.named("users", "Duc Tran");
        for (Account somebody : List.of(fourth, third, second, customer)) {
            int number = somebody.name().length();
            installation.purchase(somebody, "Delivered", 4.45 * number, Duration.ofDays(3L * number));
            installation.purchase(somebody, "Paid", 7.1 * number, Duration.ofHours(3L * number));
        }
        write(second, TO_THE_FIRST.get(1));
        write(third, TO_THE_FIRST.get(4));
        TO_THE_FIRST.forEach(written -> write(customer, written));
    }

    Account admin() {
        return admin;
    }

    Account customer() {
        return customer;
    }

    private void write(Account to, Written written) {
        installation.wrote(
                admin, to, written.title(), written.message(), written.status(), written.ago(), written.read());
    }
}
