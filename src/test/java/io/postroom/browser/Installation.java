package io.postroom.browser;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.postroom.faults.ReplicaProcess;
import io.postroom.faults.Site;
import io.postroom.faults.StoreProcess;
import io.postroom.faults.TcpProxy;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;

/// Two replicas of the packaged application with a store and a Redis, shared by all tests: each makes people of its
/// own.
final class Installation implements AutoCloseable {
    private static final String PASSWORD = "only for the tests in a browser";
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);

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
            return Files.createDirectories(Path.of("target", "browser")).toAbsolutePath();
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
        ObjectId id = new ObjectId();
        String numbered = name + " " + number.incrementAndGet();
        String email = numbered.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@customer.example";
        database()
                .getCollection(area)
                .insertOne(new Document("_id", id)
                        .append("name", numbered)
                        .append("email", email)
                        .append("password", HASH)
                        .append("createdAt", new Date()));
        return new Account(area, id.toHexString(), numbered, email, PASSWORD);
    }

    Purchase purchase(Account customer) {
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
                        .append("status", "Paid")
                        .append("total", 19.9)
                        .append("createdAt", new Date()));
        return purchase;
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
