package io.postroom.store;

import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The fields that the seed system's documents all have: `createdAt`, `updatedAt`, `__v`.
public final class Stamps {
    private Stamps() {}

    /// For an upsert: the time of change always, the rest where the document is new.
    public static Bson upsert(Instant now) {
        return Updates.combine(
                Updates.set("updatedAt", Date.from(now)),
                Updates.setOnInsert("createdAt", Date.from(now)),
                Updates.setOnInsert("__v", 0));
    }

    /// When a document was made: what it says, else what its id says.
    public static Instant createdAt(Document document) {
        return document.get("createdAt") instanceof Date date
                ? date.toInstant()
                : document.getObjectId("_id").getDate().toInstant();
    }

    /// A field's text; null where it is missing, empty or no text.
    public static @Nullable String text(Document document, String field) {
        return document.get(field) instanceof String text && !text.isEmpty() ? text : null;
    }
}
