package io.postroom.report;

import org.bson.Document;
import org.bson.types.ObjectId;

/// Which messages of one room. One flat document that begins with `userId`, not an `$and` of many: a store that looks
/// for an index in the filter's own fields only finds the room's there too, and does not walk all rooms.
///
/// Numbers below 1 belong to documents that stand outside of the rooms.
final class RoomFilter {
    private RoomFilter() {}

    static Document all(String userId) {
        return after(userId, 0);
    }

    static Document after(String userId, long seq) {
        return of(userId).append("seq", new Document("$gt", Math.max(seq, 0)));
    }

    static Document upTo(String userId, long seq) {
        return of(userId).append("seq", new Document("$gt", 0L).append("$lte", seq));
    }

    static Document undelivered(String userId, long upTo) {
        return notDelivered(upTo(userId, upTo));
    }

    static Document unread(String userId, long upTo) {
        return notRead(upTo(userId, upTo));
    }

    /// Also matches what has no such field.
    static Document notDelivered(Document which) {
        return new Document(which).append("deliveredAt", null);
    }

    static Document notRead(Document which) {
        return new Document(which).append("isRead", new Document("$ne", true));
    }

    static Document of(String userId) {
        return new Document("userId", new ObjectId(userId));
    }
}
