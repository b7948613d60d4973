package io.postroom.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gives an empty embedded store a few admins, users, orders and messages, and prints who can log in.
///
/// They are written as the seed system wrote them, without numbers: taking such a database over is what Postroom does
/// at its start anyway, right after this. A store that has users is left as it is, so a second start finds what the
/// first one left; a store that the environment names is never touched.
@Singleton
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
final class DemoData {
    private final MongoClient client;
    private final EmbeddedConfig config;
    private final Clock clock = Clock.systemUTC();
    private final String database;
    private final String url;

    DemoData(
            MongoClient client,
            EmbeddedConfig config,
            @ConfigProperty(name = "postroom.mongodb.database") String database,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.client = client;
        this.config = config;
        this.database = database;
        this.url = "http://localhost:" + port;
    }

    void fill(@Observes @Priority(EmbeddedBackends.FIRST + 1) StartupEvent event) {
        if (config.storePort().isPresent() && config.demoData()) {
            MongoDatabase store = client.getDatabase(database);
            if (store.getCollection("users").find().limit(1).first() == null) {
                fill(store);
            }
        }
    }

    @SuppressWarnings("SystemOut") // For the person at the terminal; a log line would be cut up and prefixed.
    void tell(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        if (config.storePort().isPresent() && config.demoData()) {
            System.out.println(DemoPeople.table(url));
        }
    }

    private void fill(MongoDatabase store) {
        Instant now = clock.instant();
        // Users last: their collection says whether all of this is there.
        store.getCollection("admins").insertMany(people(DemoPeople.ADMINS, now));
        orders(store.getCollection("orders"), store.getCollection("reportmessages"), now);
        store.getCollection("users").insertMany(people(DemoPeople.USERS, now));
    }

    private static List<Document> people(List<DemoPeople.Person> people, Instant now) {
        return people.stream()
                .map(person -> stamped(
                        new Document("_id", person.id())
                                .append("name", person.name())
                                .append("email", person.email())
                                .append("password", BcryptUtil.bcryptHash(person.password())),
                        now.minus(Duration.ofDays(30))))
                .toList();
    }

    private static void orders(MongoCollection<Document> orders, MongoCollection<Document> messages, Instant now) {
        List<Document> ordered = new ArrayList<>();
        List<Document> written = new ArrayList<>();
        for (int i = 0; i < DemoPeople.USERS.size(); i++) {
            DemoPeople.Person user = DemoPeople.USERS.get(i);
            DemoPeople.Person admin = DemoPeople.ADMINS.get(i % DemoPeople.ADMINS.size());
            for (int n = 1; n <= 2; n++) {
                Instant at = now.minus(Duration.ofDays(10L - i)).plus(Duration.ofHours(n));
                ObjectId id = new ObjectId();
                String number = "%d%03d".formatted(n, i + 1);
                ordered.add(stamped(
                        new Document("_id", id)
                                .append("userId", user.id())
                                .append("paymentId", "PAY-" + number)
                                .append("invoiceId", "INV-" + number)
                                .append("status", n == 1 ? "Delivered" : "Paid")
                                .append("total", 19.9 * (i + n)),
                        at));
                written.add(message(user, admin, id, number, n == 1, at.plus(Duration.ofHours(1))));
            }
        }
        orders.insertMany(ordered);
        messages.insertMany(written);
    }

    private static Document message(
            DemoPeople.Person user,
            DemoPeople.Person admin,
            ObjectId order,
            String number,
            boolean delivered,
            Instant at) {
        Document message = new Document("_id", new ObjectId())
                .append("userId", user.id())
                .append("orderId", order.toHexString())
                .append("paymentId", "PAY-" + number)
                .append("invoiceId", "INV-" + number)
                .append("title", delivered ? "Your order has arrived" : "We are checking your payment")
                .append(
                        "message",
                        delivered
                                ? "The carrier has left your parcel with you. Tell us if anything is missing."
                                : "Your bank has asked for a day to confirm payment PAY-" + number + ".")
                .append("status", delivered ? "Info" : "Warning")
                .append("sentBy", admin.id())
                .append("isRead", delivered);
        if (delivered) {
            message.append("readAt", Date.from(at.plus(Duration.ofHours(2))));
        }
        return stamped(message, at);
    }

    private static Document stamped(Document document, Instant at) {
        return document.append("createdAt", Date.from(at))
                .append("updatedAt", Date.from(at))
                .append("__v", 0);
    }
}
