package io.postroom.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoClient;
import io.postroom.identity.Caller;
import io.postroom.identity.Role;
import io.postroom.protocol.Person;
import io.postroom.store.Indexed;
import io.postroom.store.Page;
import io.postroom.store.StoreConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Users and admins, with a small memory in front of the store. A change made through another replica is seen after
/// [#REMEMBERED] at the latest; that somebody is unknown is never remembered, so a new user can be written to at once.
/// Blocks where it asks the store; the `cached` calls never do.
@Singleton
public final class People implements Indexed {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    /// Some 200 bytes each.
    private static final int REMEMBERED_MAX = 100_000;

    private final Directory users;
    private final Directory admins;
    private final Cache<String, Person> knownUsers = cache();
    private final Cache<String, Person> knownAdmins = cache();

    People(MongoClient client, StoreConfig store, Clock clock) {
        var database = client.getDatabase(store.database());
        users = new Directory(database.getCollection("users"), clock);
        admins = new Directory(database.getCollection("admins"), clock);
    }

    @Override
    public void ensureIndexes() {
        users.ensureIndexes();
        admins.ensureIndexes();
    }

    /// The user if remembered; null says nothing. Never blocks.
    public @Nullable Person cachedUser(String id) {
        return knownUsers.getIfPresent(id);
    }

    public boolean isUserCached(String id) {
        return knownUsers.getIfPresent(id) != null;
    }

    public boolean isAdminCached(String id) {
        return knownAdmins.getIfPresent(id) != null;
    }

    public Optional<Person> user(String id) {
        return find(users, knownUsers, id);
    }

    public Optional<Person> admin(String id) {
        return find(admins, knownAdmins, id);
    }

    /// The users of these ids that there are, in one question.
    public Map<String, Person> users(Collection<String> ids) {
        Map<String, Person> found = new HashMap<>(knownUsers.getAllPresent(ids));
        Set<String> asked = new LinkedHashSet<>(ids);
        asked.removeAll(found.keySet());
        if (!asked.isEmpty()) {
            Map<String, Person> stored = users.find(asked);
            knownUsers.putAll(stored);
            found.putAll(stored);
        }
        return found;
    }

    /// The admin who calls. One that the store does not know is stored with the token's name, else the id, so that a
    /// back-office service needs only a token; a known one is not changed by a token.
    public Person adminOrStore(Caller caller) {
        return admin(caller.id()).orElseGet(() -> {
            Person added = admins.add(caller.id(), Objects.requireNonNullElse(caller.name(), caller.id()));
            knownAdmins.put(added.id(), added);
            return added;
        });
    }

    /// Users whose name or email contains `q` in any case, newest first.
    public Page<Person> searchUsers(@Nullable String q, @Nullable String cursor, int limit) {
        return users.search(q, cursor, limit);
    }

    /// Stores name and email of a user; true if there was none before. All else of the user stays.
    public boolean putUser(Person person) {
        return put(users, knownUsers, person);
    }

    /// As [#putUser(Person)], for an admin.
    public boolean putAdmin(Person person) {
        return put(admins, knownAdmins, person);
    }

    Directory directory(Role role) {
        return role == Role.user ? users : admins;
    }

    private static boolean put(Directory directory, Cache<String, Person> known, Person person) {
        try {
            return directory.put(person);
        } finally {
            // Also after a failure: the store may have done it.
            known.invalidate(person.id());
        }
    }

    private static Optional<Person> find(Directory directory, Cache<String, Person> known, String id) {
        Person person = known.getIfPresent(id);
        if (person != null) {
            return Optional.of(person);
        }
        Optional<Person> found = directory.find(id);
        found.ifPresent(stored -> known.put(id, stored));
        return found;
    }

    private static Cache<String, Person> cache() {
        return Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(REMEMBERED_MAX)
                .build();
    }
}
