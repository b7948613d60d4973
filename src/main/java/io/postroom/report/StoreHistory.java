package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.postroom.store.StoreFailures;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The name of the store's history, which clients hear as `log` in `welcome`. A backup that is restored is another
/// history: numbers that clients have seen may be given to other messages. So whoever restores one deletes the name
/// (`db.postroom.deleteOne({_id: "log"})`) before starting Postroom, which then makes a new one; a client whose place
/// came from another name starts over.
///
/// Read at the start and kept as long as the process lives.
@Singleton
public final class StoreHistory {
    private static final String COLLECTION = "postroom";
    private static final String ID = "log";
    private static final String VALUE = "value";

    private final MongoCollection<Document> notes;
    private volatile @Nullable String log;

    @Inject
    StoreHistory(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.notes = client.getDatabase(database).getCollection(COLLECTION);
    }

    /// Reads the name, or gives one if there is none; of several replicas that do so at once one wins. Blocks.
    public void read() {
        log = readOrGive();
    }

    private String readOrGive() {
        Document known = notes.find(eq("_id", ID)).first();
        if (known == null) {
            Document given =
                    new Document("_id", ID).append(VALUE, UUID.randomUUID().toString());
            try {
                notes.insertOne(given);
                return given.getString(VALUE);
            } catch (MongoWriteException e) {
                if (!StoreFailures.isDuplicate(e)) {
                    throw e;
                }
                known = notes.find(eq("_id", ID)).first();
            }
        }
        if (known == null || !(known.get(VALUE) instanceof String value)) {
            throw new IllegalStateException("the name of the store's history cannot be read; it is postroom/log.value");
        }
        return value;
    }

    /// The name. [#read] has been called before any socket is opened.
    public String log() {
        String known = log;
        if (known == null) {
            throw new IllegalStateException("the store has not been read yet");
        }
        return known;
    }
}
