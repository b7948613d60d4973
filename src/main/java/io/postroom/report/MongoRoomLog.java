package io.postroom.report;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.InsertManyOptions;
import io.postroom.room.LogEntry;
import io.postroom.room.RoomLog;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// The log of rooms on MongoDB. Every query begins with `userId` or asks for `_id`s, so that an index answers it;
/// numbers below 1 belong to documents that stand outside of the rooms.
@Singleton
final class MongoRoomLog implements RoomLog {
    /// So few heads are read one by one: each is one step in the index; the query over many walks it.
    private static final int SINGLY = 64;

    private final MessageStore store;

    MongoRoomLog(MessageStore store) {
        this.store = store;
    }

    @Override
    public void insert(List<LogEntry> entries, boolean ordered) {
        store.messages().insertMany(entries, new InsertManyOptions().ordered(ordered));
    }

    @Override
    public Map<String, LogEntry> byIds(Collection<String> ids) {
        Map<String, LogEntry> found = new HashMap<>();
        store.messages()
                .find(in("_id", ids.stream().map(ObjectId::new).toList()))
                .forEach(entry -> found.put(entry.id(), entry));
        return found;
    }

    @Override
    public @Nullable LogEntry byKey(String userId, String sentBy, String clientMessageId) {
        return store.messages()
                .find(RoomFilter.of(userId)
                        .append("sentBy", new ObjectId(sentBy))
                        .append("clientMessageId", clientMessageId))
                .first();
    }

    @Override
    public Map<String, Long> heads(Collection<String> userIds) {
        Map<String, Long> heads = new HashMap<>();
        if (userIds.size() <= SINGLY) {
            for (String userId : userIds) {
                heads.put(userId, head(userId));
            }
            return heads;
        }
        List<ObjectId> ids = userIds.stream().map(ObjectId::new).toList();
        store.messages()
                .aggregate(
                        List.of(
                                Aggregates.match(new Document("userId", new Document("$in", ids))
                                        .append("seq", new Document("$gt", 0L))),
                                Aggregates.sort(descending("userId", "seq")),
                                Aggregates.group("$userId", Accumulators.first("seq", "$seq"))),
                        Document.class)
                .forEach(group -> heads.put(
                        group.getObjectId("_id").toHexString(),
                        group.get("seq", Number.class).longValue()));
        return heads;
    }

    private long head(String userId) {
        LogEntry last = store.messages()
                .find(RoomFilter.all(userId))
                .projection(include("userId", "seq"))
                .sort(descending("seq"))
                .limit(1)
                .first();
        return last == null ? 0 : last.seq();
    }

    @Override
    public List<LogEntry> after(String userId, long after, int limit) {
        return store.messages()
                .find(RoomFilter.after(userId, after))
                .sort(ascending("seq"))
                .limit(limit)
                .batchSize(limit)
                .into(new ArrayList<>(limit));
    }
}
