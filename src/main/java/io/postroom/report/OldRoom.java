package io.postroom.report;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// The messages of one user while they are taken over, in the order of their numbers to be.
final class OldRoom {
    final ObjectId userId;
    private long highest;
    private List<Old> unnumbered = new ArrayList<>(4);
    /// Have their number, but lack something else.
    private final List<Old> incomplete = new ArrayList<>(0);

    private record Old(ObjectId id, boolean keyless, boolean flagless) {}

    OldRoom(ObjectId userId) {
        this.userId = userId;
    }

    /// Rows come by `(createdAt, _id)`. True if there is something to write for it.
    boolean add(Document row) {
        Old old = new Old(row.getObjectId("_id"), row.get("clientMessageId") == null, row.get("isRead") == null);
        if (row.get("seq") instanceof Number seq) {
            highest = Math.max(highest, seq.longValue());
            return (old.keyless || old.flagless) && incomplete.add(old);
        }
        return unnumbered.add(old);
    }

    List<ObjectId> unnumbered() {
        return unnumbered.stream().map(Old::id).toList();
    }

    /// Some have a number by now. One below 0 was set aside.
    void found(Map<ObjectId, Long> numbers) {
        List<Old> rest = new ArrayList<>(unnumbered.size());
        for (Old old : unnumbered) {
            Long seq = numbers.get(old.id);
            if (seq == null) {
                rest.add(old);
            } else {
                highest = Math.max(highest, seq);
            }
        }
        unnumbered = rest;
    }

    /// The highest number that was seen in the room.
    void highest(long seq) {
        highest = seq;
    }

    /// The updates that this room needs, in the order in which they must take effect.
    void numberEach(BiConsumer<Bson, Bson> update) {
        long seq = highest;
        for (Old old : unnumbered) {
            update.accept(without(old.id, "seq"), completed(old, set("seq", ++seq)));
        }
        for (Old old : incomplete) {
            if (old.keyless) {
                update.accept(without(old.id, "clientMessageId"), set("clientMessageId", key(old.id)));
            }
            if (old.flagless) {
                update.accept(without(old.id, "isRead"), set("isRead", false));
            }
        }
    }

    private static Bson completed(Old old, Bson number) {
        List<Bson> changes = new ArrayList<>(3);
        changes.add(number);
        if (old.keyless) {
            changes.add(set("clientMessageId", key(old.id)));
        }
        if (old.flagless) {
            changes.add(set("isRead", false));
        }
        return combine(changes);
    }

    private static Bson without(ObjectId id, String field) {
        return new Document("_id", id).append(field, null);
    }

    /// A message that was sent without a key has its own id as its key, as a new one has.
    static String key(ObjectId id) {
        return id.toHexString();
    }
}
