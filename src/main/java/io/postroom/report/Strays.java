package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.postroom.store.StoreFailures;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;

/// Messages without a number that came after the indexes stood, written by something else: at most one for each user,
/// since the index refuses a second. Other replicas may be taking sends meanwhile, so each stray is appended as a
/// send is: under the number after the highest one seen, again if that was taken.
final class Strays {
    private static final Logger LOG = Logger.getLogger(Strays.class);
    private static final int ATTEMPTS = 1000;

    private final MongoCollection<Document> messages;
    private final MongoCollection<Document> written;

    Strays(MongoCollection<Document> messages, MongoCollection<Document> written) {
        this.messages = messages;
        this.written = written;
    }

    void number() {
        List<Document> strays = messages.find(eq("seq", null))
                .projection(include("userId", "clientMessageId", "isRead"))
                .sort(ascending("createdAt", "_id"))
                .into(new ArrayList<>());
        for (Document stray : strays) {
            if (stray.get("userId") instanceof ObjectId userId) {
                OldRoom room = new OldRoom(userId);
                room.add(stray);
                append(room);
                LOG.infof(
                        "Takeover: a message that had no number was appended: user=%s message=%s",
                        userId.toHexString(), stray.getObjectId("_id").toHexString());
            }
        }
    }

    private void append(OldRoom room) {
        for (int attempt = 1; ; attempt++) {
            Document last = written.find(new Document("userId", room.userId).append("seq", new Document("$gt", 0)))
                    .projection(include("seq"))
                    .sort(descending("seq"))
                    .first();
            room.highest(last == null ? 0 : last.get("seq", Number.class).longValue());
            try {
                room.numberEach((filter, change) -> written.updateOne(filter, change));
                return;
            } catch (MongoWriteException e) {
                if (!StoreFailures.isDuplicate(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
