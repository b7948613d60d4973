package io.postroom.report;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/// Documents of the message collection that are no report messages: kept, named in the log, and out of every room.
///
/// A room is what has a number above 0, so a misfit gets one below: taken from its `_id`, so that it is its own and
/// every replica finds the same. That and an idempotency key are what the unique indexes need; a value of `seq` that
/// stood there is kept as `misfit.seq`. They are found by `db.reportmessages.find({seq: {$lt: 0}})`.
final class Misfits {
    private static final Logger LOG = Logger.getLogger(Misfits.class);
    private static final int BATCH = 500;
    /// MongoDB indexes the elements of one array in a document, and refuses the document that has two in one index.
    private static final List<String> INDEXED = List.of("userId", "sentBy", "clientMessageId", "isRead");

    private final MongoCollection<Document> messages;
    private final MongoCollection<BsonDocument> written;

    Misfits(MongoCollection<Document> messages, MongoCollection<Document> written) {
        this.messages = messages;
        this.written = written.withDocumentClass(BsonDocument.class);
    }

    /// Looks at every document that was not set aside before. Returns how many were.
    long setAsideAll() {
        // Not "all but those below 0", which an index would not help: a wrong type of `seq` is found too.
        return setAside(new Document("seq", new Document("$not", new Document("$lt", 0))));
    }

    /// Looks at those without a number only.
    long setAsideStrays() {
        return setAside(eq("seq", null));
    }

    private long setAside(Bson which) {
        long count = 0;
        List<BsonValue> ids = new ArrayList<>(BATCH);
        try (MongoCursor<Examined> all = messages.withCodecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(new ExaminedCodec()), MongoClientSettings.getDefaultCodecRegistry()))
                .find(which, Examined.class)
                .batchSize(5000)
                .cursor()) {
            while (all.hasNext()) {
                Examined one = all.next();
                if (!one.fits()) {
                    ids.add(one.id());
                    if (ids.size() == BATCH) {
                        count += setAside(ids);
                        ids.clear();
                    }
                }
            }
        }
        return count + (ids.isEmpty() ? 0 : setAside(ids));
    }

    private long setAside(List<BsonValue> ids) {
        List<WriteModel<BsonDocument>> writes = new ArrayList<>();
        written.find(in("_id", ids)).forEach(misfit -> writes.add(update(misfit)));
        LOG.warnf("Takeover: documents that are no report messages are kept out of the rooms: ids=%s", text(ids));
        written.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        return ids.size();
    }

    private static WriteModel<BsonDocument> update(BsonDocument misfit) {
        BsonValue id = value(misfit, "_id");
        BsonValue seq = value(misfit, "seq");
        List<Bson> changes = new ArrayList<>();
        changes.add(set("seq", numberOf(id)));
        if (!seq.isNull()) {
            changes.add(set("misfit.seq", seq));
        }
        if (value(misfit, "clientMessageId").isNull()) {
            changes.add(set("clientMessageId", text(id)));
        }
        INDEXED.stream()
                .filter(field -> value(misfit, field).isArray())
                .skip(1)
                .forEach(field -> changes.add(set(field, new BsonDocument("misfit", value(misfit, field)))));
        return new UpdateOneModel<>(and(eq("_id", id), eq("seq", seq)), combine(changes));
    }

    private static BsonValue value(BsonDocument document, String field) {
        return document.getOrDefault(field, BsonNull.VALUE);
    }

    /// Below 0, the same for the same `_id`; that two of a million share one has a chance of one in ten million.
    static long numberOf(BsonValue id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((id.getBsonType() + text(id)).getBytes(StandardCharsets.UTF_8));
            return -1 - (java.nio.ByteBuffer.wrap(hash).getLong() >>> 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(List<BsonValue> ids) {
        return String.join(",", ids.stream().map(Misfits::text).toList());
    }

    private static String text(BsonValue id) {
        return switch (id) {
            case BsonObjectId object -> object.getValue().toHexString();
            case org.bson.BsonString string -> string.getValue();
            default -> id.toString();
        };
    }
}
