package io.postroom.order;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.postroom.protocol.Order;
import io.postroom.store.Indexed;
import io.postroom.store.NewestFirst;
import io.postroom.store.Page;
import io.postroom.store.Stamps;
import io.postroom.store.StoreConfig;
import io.postroom.store.StoreFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// The orders of the seed system's collection, owned by another system that writes them through the upsert. All calls
/// block on the store.
@Singleton
public final class Orders implements Indexed {
    /// As many as a page of a user's orders could show; the newest ones.
    private static final int OF_USER_MAX = 1000;

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Orders(MongoClient client, StoreConfig store, Clock clock) {
        this.collection = client.getDatabase(store.database()).getCollection("orders");
        this.clock = clock;
    }

    @Override
    public void ensureIndexes() {
        Indexed.helpful(collection, Indexes.ascending("userId"), new IndexOptions());
        Indexed.helpful(collection, NewestFirst.INDEX, new IndexOptions());
    }

    public Optional<Order> find(String id) {
        return Optional.ofNullable(StoreFailures.reach(
                        () -> collection.find(Filters.eq(new ObjectId(id))).first()))
                .map(Orders::order);
    }

    /// Orders of which id, payment id, invoice id or status contains `q` in any case, newest first.
    public Page<Order> search(@Nullable String q, @Nullable String cursor, int limit) {
        return NewestFirst.page(collection, containing(q), cursor, limit, Orders::order);
    }

    /// The orders of a user, newest first, the newest thousand at most.
    public List<Order> ofUser(String userId) {
        return NewestFirst.page(
                        collection, Filters.eq("userId", new ObjectId(userId)), null, OF_USER_MAX, Orders::order)
                .items();
    }

    /// Stores an order as its owner has it: optional fields that are not set go, fields not named stay, as does the
    /// time of its making. The answer says whether it is new.
    public Put put(Order order) {
        Bson update = Updates.combine(
                Updates.set("userId", new ObjectId(order.userId())),
                optional("paymentId", order.paymentId()),
                optional("invoiceId", order.invoiceId()),
                Updates.set("status", order.status()),
                Updates.set("total", order.total()),
                Stamps.upsert(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        UpdateResult result = StoreFailures.reach(() ->
                collection.updateOne(Filters.eq(new ObjectId(order.id())), update, new UpdateOptions().upsert(true)));
        return new Put(result.getUpsertedId() != null, find(order.id()).orElse(order));
    }

    /// An order as it is stored now.
    public record Put(boolean isNew, Order order) {}

    private static Bson optional(String field, @Nullable String value) {
        return value == null ? Updates.unset(field) : Updates.set(field, value);
    }

    private static Bson containing(@Nullable String q) {
        if (q == null || q.isEmpty()) {
            return Filters.empty();
        }
        Bson texts = NewestFirst.containing(q, "paymentId", "invoiceId", "status");
        String hex = q.toLowerCase(Locale.ROOT);
        if (hex.length() > 24 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return texts;
        }
        Bson inId = Filters.expr(new Document(
                "$gte", List.of(new Document("$indexOfBytes", List.of(new Document("$toString", "$_id"), hex)), 0)));
        return Filters.or(texts, inId);
    }

    private static Order order(Document document) {
        return new Order(
                Objects.toString(document.get("_id")),
                Objects.toString(document.get("userId"), ""),
                Stamps.text(document, "paymentId"),
                Stamps.text(document, "invoiceId"),
                Objects.requireNonNullElse(Stamps.text(document, "status"), ""),
                total(document.get("total")),
                Stamps.createdAt(document));
    }

    private static Number total(@Nullable Object value) {
        return switch (value) {
            case Decimal128 decimal when decimal.isFinite() -> decimal.bigDecimalValue();
            case Decimal128 odd -> 0;
            case Number number -> number;
            case null, default -> 0;
        };
    }
}
