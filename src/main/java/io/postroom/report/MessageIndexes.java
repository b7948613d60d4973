package io.postroom.report;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.postroom.store.StoreFailures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;

/// The indexes of the message collection. All begin with the user, so that the collection can be sharded by it, but
/// for the two that the users of one admin's page and the takeover need. The one on the numbers is made last: that it
/// stands says that the takeover is done.
final class MessageIndexes {
    private static final Logger LOG = Logger.getLogger(MessageIndexes.class);
    private static final String NUMBERS = "userId_1_seq_1";

    private static final List<IndexModel> OTHERS = List.of(
            index("userId_1_sentBy_1_clientMessageId_1", true, "userId", "sentBy", "clientMessageId"),
            index("userId_1_isRead_1_seq_1", false, "userId", "isRead", "seq"),
            index("sentBy_1__id_1", false, "sentBy", "_id"),
            // Empty but for strays: so that looking for them costs nothing, and having it costs a send nothing.
            new IndexModel(
                    ascending("seq"),
                    new IndexOptions().name("seq_1").partialFilterExpression(new Document("seq", null))));
    private static final IndexModel LAST = index(NUMBERS, true, "userId", "seq");

    private final MongoCollection<Document> messages;

    MessageIndexes(MongoCollection<Document> messages) {
        this.messages = messages;
    }

    private static IndexModel index(String name, boolean unique, String... fields) {
        return new IndexModel(ascending(fields), new IndexOptions().name(name).unique(unique));
    }

    boolean numbersAreUnique() {
        return present().contains(NUMBERS);
    }

    private Set<String> present() {
        Set<String> names = new HashSet<>();
        messages.listIndexes().forEach(index -> names.add(index.getString("name")));
        return names;
    }

    /// Makes those that are missing. False if values stood twice; they were mended, and numbering must go on.
    boolean create() {
        Set<String> present = present();
        List<IndexModel> missing = new ArrayList<>(OTHERS);
        missing.add(LAST);
        missing.removeIf(index -> present.contains(index.getOptions().getName()));
        for (IndexModel index : missing) {
            try {
                messages.createIndexes(List.of(index));
            } catch (MongoException e) {
                if (!StoreFailures.isDuplicate(e)) {
                    throw e;
                }
                if (index == LAST) {
                    mendNumbers();
                } else {
                    mendKeys();
                }
                return false;
            }
        }
        return true;
    }

    /// Of messages with one number the first keeps it; the others become strays. Nobody has seen them: no replica takes
    /// sends before the index stands.
    private void mendNumbers() {
        mend(gt("seq", 0), List.of("userId", "seq"), id -> unset("seq"), "seq");
    }

    private void mendKeys() {
        mend(
                new Document(),
                List.of("userId", "sentBy", "clientMessageId"),
                id -> set("clientMessageId", id instanceof ObjectId own ? OldRoom.key(own) : String.valueOf(id)),
                "clientMessageId");
    }

    private void mend(Bson which, List<String> key, java.util.function.Function<Object, Bson> change, String field) {
        Document together = new Document();
        key.forEach(name -> together.append(name, "$" + name));
        messages.aggregate(List.of(
                        Aggregates.match(which),
                        Aggregates.group(
                                together,
                                Accumulators.sum("count", 1),
                                Accumulators.push(
                                        "all", new Document("_id", "$_id").append("createdAt", "$createdAt"))),
                        Aggregates.match(gt("count", 1))))
                .allowDiskUse(true)
                .forEach(group -> {
                    Object value = group.get("_id", Document.class).get(field);
                    List<Document> later = new ArrayList<>(group.getList("all", Document.class));
                    later.sort(Comparator.comparing(MessageIndexes::age));
                    for (Document message : later.subList(1, later.size())) {
                        Object id = message.get("_id", Object.class);
                        LOG.warnf("Takeover: the %s of message %s was another's too and is given anew", field, id);
                        messages.updateOne(and(eq("_id", id), eq(field, value)), change.apply(id));
                    }
                });
    }

    private static String age(Document message) {
        long created = message.get("createdAt") instanceof java.util.Date date ? date.getTime() : Long.MAX_VALUE;
        return "%020d %s".formatted(created, message.get("_id"));
    }
}
