package io.postroom.embedded;

import java.util.List;
import java.util.stream.Stream;
import org.bson.types.ObjectId;

/// The people of the demo data, with fixed ids, so that the tour in the README can name them.
final class DemoPeople {
    /// Good for nothing but a store that only listens on this machine's loopback address.
    private static final String ADMIN_PASSWORD = "admin-demo";

    private static final String USER_PASSWORD = "user-demo";

    static final List<Person> ADMINS = List.of(
            new Person(new ObjectId("6500000000000000000000a1"), "Ada Admin", "ada@postroom.example", ADMIN_PASSWORD),
            new Person(
                    new ObjectId("6500000000000000000000a2"), "Olaf Office", "olaf@postroom.example", ADMIN_PASSWORD));

    static final List<Person> USERS = List.of(
            new Person(new ObjectId("6500000000000000000000b1"), "Anna Berg", "anna@customer.example", USER_PASSWORD),
            new Person(new ObjectId("6500000000000000000000b2"), "Bilal Khan", "bilal@customer.example", USER_PASSWORD),
            new Person(
                    new ObjectId("6500000000000000000000b3"), "Chiara Conti", "chiara@customer.example", USER_PASSWORD),
            new Person(new ObjectId("6500000000000000000000b4"), "Duc Tran", "duc@customer.example", USER_PASSWORD));

    private static final String ROW = "  %-6s  %-25s  %-12s  %s%n";

    private DemoPeople() {}

    /// Who can log in, with which password, and where: some lines of plain text.
    static String table(String url) {
        StringBuilder text = new StringBuilder(System.lineSeparator());
        text.append("Postroom, for trying out. Two browser windows: ")
                .append(url)
                .append("/login for a customer, ")
                .append(url)
                .append("/admin/login for an admin")
                .append(System.lineSeparator());
        text.append(ROW.formatted("role", "email", "password", "id"));
        Stream.concat(ADMINS.stream(), USERS.stream())
                .map(person -> ROW.formatted(
                        ADMINS.contains(person) ? "admin" : "user", person.email(), person.password(), person.id()))
                .forEach(text::append);
        return text.toString();
    }

    record Person(ObjectId id, String name, String email, String password) {}
}
