package io.postroom.people;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Person;
import io.postroom.protocol.Refusal;
import io.postroom.store.Indexed;
import io.postroom.store.NewestFirst;
import io.postroom.store.Page;
import io.postroom.store.Stamps;
import io.postroom.store.StoreFailures;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// The people of one collection of the seed system, `users` or `admins`. All calls block on the store.
final class Directory {
    private static final Bson PUBLIC = Projections.include("name", "email");

    private final MongoCollection<Document> collection;
    private final Clock clock;

    /// What a login needs; the hash never leaves the package.
    record Account(Person person, @Nullable String hash) {}

    Directory(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
    }

    /// Indexes for look-ups by email and for lists.
    void ensureIndexes() {
        Indexed.helpful(collection, Indexes.ascending("email"), new IndexOptions());
        Indexed.helpful(collection, NewestFirst.INDEX, new IndexOptions());
    }

    Optional<Person> find(String id) {
        return Optional.ofNullable(StoreFailures.reach(() -> collection
                        .find(Filters.eq(new ObjectId(id)))
                        .projection(PUBLIC)
                        .first()))
                .map(Directory::person);
    }

    Map<String, Person> find(Collection<String> ids) {
        List<ObjectId> wanted = ids.stream().map(ObjectId::new).toList();
        Map<String, Person> found = new HashMap<>();
        StoreFailures.reach(() -> {
            for (Document document : collection.find(Filters.in("_id", wanted)).projection(PUBLIC)) {
                Person person = person(document);
                found.put(person.id(), person);
            }
        });
        return found;
    }

    /// The account of an email as it stands, else in lower case, as many systems keep it.
    Optional<Account> account(String email) {
        return accountOf(email).or(() -> {
            String lower = email.toLowerCase(Locale.ROOT);
            return lower.equals(email) ? Optional.empty() : accountOf(lower);
        });
    }

    Page<Person> search(@Nullable String q, @Nullable String cursor, int limit) {
        return NewestFirst.page(
                collection, NewestFirst.containing(q, "name", "email"), cursor, limit, Directory::person);
    }

    /// Sets name and email and nothing else, a password above all. True if the person is new.
    boolean put(Person person) {
        try {
            UpdateResult result = collection.updateOne(
                    Filters.eq(new ObjectId(person.id())),
                    Updates.combine(
                            Updates.set("name", person.name()),
                            Updates.set("email", person.email()),
                            Stamps.upsert(clock.instant())),
                    new UpdateOptions().upsert(true));
            return result.getUpsertedId() != null;
        } catch (MongoException e) {
            if (StoreFailures.isDuplicate(e)) {
                throw new Refusal(ErrorCode.CONFLICT, "the email is another person's", "email");
            }
            throw StoreFailures.unavailable(e);
        }
    }

    /// Stores a person that the store does not know; one that came to be meanwhile is kept as it is.
    Person add(String id, String name) {
        String email = "";
        try {
            insert(id, name, null);
        } catch (MongoException e) {
            if (!StoreFailures.isDuplicate(e)) {
                throw StoreFailures.unavailable(e);
            }
            Optional<Person> known = find(id);
            if (known.isPresent()) {
                return known.get();
            }
            // The seed system's unique index on email counts a missing one as a value: an address that cannot exist.
            email = id + "@postroom.invalid";
            String unique = email;
            StoreFailures.reach(() -> insert(id, name, unique));
        }
        return new Person(id, name, email);
    }

    private void insert(String id, String name, @Nullable String email) {
        Bson update = Updates.combine(Updates.setOnInsert("name", name), Stamps.upsert(clock.instant()));
        collection.updateOne(
                Filters.and(Filters.eq(new ObjectId(id)), Filters.exists("name", false)),
                email == null ? update : Updates.combine(update, Updates.setOnInsert("email", email)),
                new UpdateOptions().upsert(true));
    }

    private Optional<Account> accountOf(String email) {
        return Optional.ofNullable(StoreFailures.reach(
                        () -> collection.find(Filters.eq("email", email)).first()))
                .map(document -> new Account(person(document), Stamps.text(document, "password")));
    }

    private static Person person(Document document) {
        String id = Objects.toString(document.get("_id"));
        return new Person(
                id,
                Objects.requireNonNullElse(Stamps.text(document, "name"), id),
                Objects.requireNonNullElse(Stamps.text(document, "email"), ""));
    }
}
