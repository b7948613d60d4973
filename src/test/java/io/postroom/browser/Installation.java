package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.Site;
import io.postroom.faults.StoreProcess;
import io.postroom.faults.TcpProxy;
import io.postroom.faults.Tokens;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Two replicas of the packaged application with a store and a Redis, shared by all tests: each makes people of its
/// own.
final class Installation implements AutoCloseable {
    private static final String PASSWORD = "only for the tests in a browser";
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Site site;
    private final MongoClient client;
    private final AtomicInteger number = new AtomicInteger();

    Installation() {
        Path directory = directory();
        site = new Site(directory, StoreProcess.inMemory(directory)).replicas(2, Map.of());
        client = site.store().client();
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Scene.LEFT), "site")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site site() {
        return site;
    }

    /// A way in of its own, that a test can cut: to this replica, and to the other one while this one is dead.
    TcpProxy wayIn(int replica) {
        return new TcpProxy(
                "127.0.0.1",
                site.replica(replica).port(),
                site.replica(1 - replica).port());
    }

    Account customer(String name) {
        return account("users", name);
    }

    Account admin(String name) {
        return account("admins", name);
    }

    /// The name gets a number, so that whoever searches for it finds this one only.
    private Account account(String area, String name) {
        return named(area, name + " " + number.incrementAndGet());
    }

    Account named(String area, String name) {
        ObjectId id = new ObjectId();
        String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@customer.example";
        database()
                .getCollection(area)
                .insertOne(new Document("_id", id)
                        .append("name", name)
                        .append("email", email)
                        .append("password", HASH)
                        .append("createdAt", new Date()));
        return new Account(area, id.toHexString(), name, email, PASSWORD);
    }

    Purchase purchase(Account customer) {
        return purchase(customer, "Paid", 19.9, Duration.ZERO);
    }

    Purchase purchase(Account customer, String status, double total, Duration ago) {
        ObjectId id = new ObjectId();
        int next = number.incrementAndGet();
        Purchase purchase =
                new Purchase(id.toHexString(), customer.id(), "PAY-%04d".formatted(next), "INV-%04d".formatted(next));
        database()
                .getCollection("orders")
                .insertOne(new Document("_id", id)
                        .append("userId", new ObjectId(customer.id()))
                        .append("paymentId", purchase.paymentId())
                        .append("invoiceId", purchase.invoiceId())
                        .append("status", status)
                        .append("total", total)
                        .append("createdAt", Date.from(Instant.now().minus(ago))));
        return purchase;
    }

    /// Another program sends; returns when it is confirmed.
    void send(Account admin, Account customer, String title) {
        send(admin, """
                {"userId":"%s","title":"%s","message":"The text of %s","status":"Info"}""".formatted(customer.id(), title, title));
    }

    /// As if it had been sent that long ago, about the customer's newest order.
    void wrote(
            Account admin, Account customer, String title, String message, String status, Duration ago, boolean read) {
        Document order = database()
                .getCollection("orders")
                .find(Filters.eq("userId", new ObjectId(customer.id())))
                .sort(Sorts.descending("_id"))
                .first();
        send(admin, """
                {"userId":"%s","title":"%s","message":"%s","status":"%s","orderId":"%s","paymentId":"%s","invoiceId":"%s"}""".formatted(
                        customer.id(),
                        title,
                        message,
                        status,
                        order.getObjectId("_id"),
                        order.getString("paymentId"),
                        order.getString("invoiceId")));
        Instant then = Instant.now().minus(ago);
        Document set = new Document("createdAt", Date.from(then)).append("isRead", read);
        if (read) {
            set.append("deliveredAt", Date.from(then.plusSeconds(1)))
                    .append("readAt", Date.from(then.plusSeconds(600)));
        }
        Site.collection(client)
                .updateOne(
                        Filters.and(Filters.eq("userId", new ObjectId(customer.id())), Filters.eq("title", title)),
                        new Document("$set", set));
    }

    private void send(Account admin, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + site.replica(1).port() + "/api/report-messages"))
                .header("Authorization", "Bearer " + Tokens.admin(admin.id()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The messages of a customer's room as they stand in the store, in their order.
    List<Document> messages(Account customer) {
        return Site.collection(client)
                .find(Filters.eq("userId", new ObjectId(customer.id())))
                .sort(Sorts.ascending("seq"))
                .into(new ArrayList<>());
    }

    private MongoDatabase database() {
        return client.getDatabase(ReplicaProcess.DATABASE);
    }

    @Override
    public void close() {
        client.close();
        site.close();
    }
}
