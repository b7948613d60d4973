package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.postroom.room.ReplicaBoard;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// One small document for each replica.
@Singleton
final class MongoReplicaBoard implements ReplicaBoard {
    private final MongoCollection<Document> replicas;

    MongoReplicaBoard(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        replicas = client.getDatabase(database).getCollection("replicas");
    }

    @Override
    public void write(Note note) {
        replicas.updateOne(
                eq("_id", note.replica()),
                Updates.combine(
                        Updates.set("counter", note.counter()),
                        Updates.set("unsent", note.unsent()),
                        Updates.set("version", note.version())),
                new UpdateOptions().upsert(true));
    }

    @Override
    public List<Note> all() {
        List<Note> notes = new ArrayList<>();
        replicas.find()
                .forEach(one -> notes.add(new Note(
                        one.getString("_id"),
                        one.get("counter", Number.class).longValue(),
                        Boolean.TRUE.equals(one.getBoolean("unsent")),
                        one.get("version", Number.class) instanceof Number version ? version.intValue() : 0)));
        return notes;
    }

    @Override
    public void remove(String replica) {
        replicas.deleteOne(eq("_id", replica));
    }
}
