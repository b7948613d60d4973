package io.postroom.people;

import com.mongodb.client.MongoClient;
import io.postroom.identity.Caller;
import io.postroom.protocol.Person;
import jakarta.inject.Singleton;
import java.util.*;
import org.bson.Document;
import org.bson.types.ObjectId;

@Singleton
public class People {
    final MongoClient client;
    final Map<String, Person> cache = new java.util.concurrent.ConcurrentHashMap<>();
    final String db;

    People(
            MongoClient client,
            @org.eclipse.microprofile.config.inject.ConfigProperty(name = "quarkus.mongodb.database") String db) {
        this.client = client;
        this.db = db;
    }

    public boolean isUserCached(String id) {
        return cache.containsKey("users" + id);
    }

    public boolean isAdminCached(String id) {
        return cache.containsKey("admins" + id);
    }

    public Optional<Person> user(String id) {
        return find("users", id);
    }

    public Optional<Person> admin(String id) {
        return find("admins", id);
    }

    Optional<Person> find(String c, String id) {
        Person p = cache.get(c + id);
        if (p != null) return Optional.of(p);
        Document d = client.getDatabase(db)
                .getCollection(c)
                .find(new Document("_id", new ObjectId(id)))
                .first();
        if (d == null) return Optional.empty();
        p = new Person(id, d.getString("name"), d.getString("email"));
        cache.put(c + id, p);
        return Optional.of(p);
    }

    public Person adminOrStore(Caller caller) {
        return admin(caller.id()).orElseGet(() -> new Person(caller.id(), caller.id(), ""));
    }
}
