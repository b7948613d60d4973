package io.postroom.people;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.postroom.identity.Role;
import io.postroom.protocol.Refusal;
import io.postroom.store.Indexed;
import io.postroom.store.StoreConfig;
import io.postroom.store.StoreFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;

/// Wrong passwords, counted in the store so that all replicas count together and Redis has no say. An attempt is
/// written down before its password is compared, so that many at once are not more than the limit; one that was right
/// is taken out again.
@Singleton
final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);

    static final Duration WINDOW = Duration.ofMinutes(5);

    /// How long an attempt waits for those before it to be decided, where the limit hangs on them.
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

    private final MongoCollection<Document> collection;
    private final LoginConfig limits;
    private final Clock clock;

    Attempts(MongoClient client, StoreConfig store, LoginConfig limits, Clock clock) {
        this.collection = client.getDatabase(store.database()).getCollection("loginattempts");
        this.limits = limits;
        this.clock = clock;
    }

    void ensureIndexes() {
        Indexed.helpful(collection, Indexes.ascending("account", "at"), new IndexOptions());
        Indexed.helpful(
                collection,
                Indexes.ascending("at"),
                new IndexOptions().expireAfter(WINDOW.toSeconds(), TimeUnit.SECONDS));
    }

    /// Enters an attempt, or refuses it where too many were wrong. The id is to be given to [#right(ObjectId)] or
    /// [#wrong(ObjectId)].
    ObjectId enter(Role role, String email, String address) {
        String account = role + ":" + email.toLowerCase(Locale.ROOT);
        ObjectId id = new ObjectId();
        Instant entered = clock.instant();
        StoreFailures.reach(() -> {
            collection.insertOne(new Document("_id", id)
                    .append("account", account)
                    .append("address", address)
                    .append("at", Date.from(entered))
                    .append("wrong", false));
        });
        try {
            while (!admitted(id, account, address, entered)) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
            return id;
        } catch (RateLimited e) {
            right(id);
            throw e;
        } catch (RuntimeException e) {
            forget(id);
            throw e;
        }
    }

    /// The password was right: it was no attempt.
    void right(ObjectId id) {
        StoreFailures.reach(() -> {
            collection.deleteOne(Filters.eq(id));
        });
    }

    /// Nothing came of the attempt, and its caller must not wait: what failed may be the store. If this fails too, it
    /// counts until the window is over.
    void forget(ObjectId id) {
        Thread.ofVirtual().name("forgotten-attempt").start(() -> {
            try {
                right(id);
            } catch (Refusal away) {
                LOG.debug("An attempt could not be taken out");
            }
        });
    }

    void wrong(ObjectId id) {
        StoreFailures.reach(() -> {
            collection.updateOne(Filters.eq(id), Updates.set("wrong", true));
        });
    }

    /// False while those before it, of which it is not known yet whether they are wrong, could fill the limit.
    private boolean admitted(ObjectId id, String account, String address, Instant entered) {
        Instant now = clock.instant();
        List<Document> all = StoreFailures.reach(() -> collection
                .find(Filters.and(Filters.eq("account", account), Filters.gt("at", Date.from(now.minus(WINDOW)))))
                .limit(limits.perAccount() * 2 + 100)
                .into(new ArrayList<>()));
        List<Document> near =
                all.stream().filter(one -> address.equals(one.get("address"))).toList();
        boolean late = now.isAfter(entered.plus(PATIENCE));
        return fits(all, limits.perAccount(), id, late, now)
                && (limits.perAddress() == 0 || fits(near, limits.perAddress(), id, late, now));
    }

    private static boolean fits(List<Document> attempts, int limit, ObjectId id, boolean late, Instant now) {
        List<Instant> wrong = attempts.stream()
                .filter(one -> Boolean.TRUE.equals(one.get("wrong")))
                .map(one -> one.getDate("at").toInstant())
                .sorted(Comparator.reverseOrder())
                .toList();
        long before = attempts.stream()
                .filter(one -> !Boolean.TRUE.equals(one.get("wrong")))
                .filter(one -> one.getObjectId("_id").compareTo(id) < 0)
                .count();
        if (wrong.size() >= limit || (late && wrong.size() + before >= limit)) {
            Instant free = wrong.size() >= limit ? wrong.get(limit - 1).plus(WINDOW) : now;
            throw new RateLimited(
                    "too many wrong passwords, try again later",
                    Duration.ofSeconds(Math.max(1, Duration.between(now, free).toSeconds() + 1)));
        }
        return wrong.size() + before < limit;
    }
}
