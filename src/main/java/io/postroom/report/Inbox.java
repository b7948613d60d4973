package io.postroom.report;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.descending;

import io.postroom.protocol.ReportMessage;
import io.postroom.protocol.Status;
import io.postroom.room.LogEntry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Reading messages page by page. Blocks: virtual threads only.
@Singleton
public final class Inbox {
    private static final List<String> SEARCHED = List.of("title", "message", "orderId", "paymentId", "invoiceId");

    private final MessageStore store;
    private final MongoRoomLog log;
    private final Receipts receipts;
    private final MessageEncoder encoder;

    /// Which messages of a room; the filters narrow the messages only, not `seq` and `unread`.
    public record Query(
            @Nullable Long before,
            int limit,
            @Nullable Boolean unread,
            @Nullable Status status,
            @Nullable String text) {}

    /// Newest first; `seq` the head, `nextBefore` null when nothing older is there.
    public record Page(
            List<ReportMessage> messages,
            long seq,
            long unread,
            @Nullable Long nextBefore) {}

    public record SentPage(
            List<ReportMessage> messages, @Nullable String nextBefore) {}

    Inbox(MessageStore store, MongoRoomLog log, Receipts receipts, MessageEncoder encoder) {
        this.store = store;
        this.log = log;
        this.receipts = receipts;
        this.encoder = encoder;
    }

    public Page page(String userId, Query query) {
        long head = log.heads(List.of(userId)).getOrDefault(userId, 0L);
        Long before = query.before();
        Document filter = RoomFilter.upTo(userId, before == null || before > head ? head : before - 1);
        Boolean unread = query.unread();
        if (unread != null) {
            filter.append("isRead", unread ? new Document("$ne", true) : true);
        }
        Status status = query.status();
        if (status != null) {
            filter.append("status", status.name());
        }
        String text = query.text();
        if (text != null && !text.isEmpty()) {
            Pattern part = Pattern.compile(TextPart.regex(text), Pattern.CASE_INSENSITIVE);
            filter.append(
                    "$or",
                    SEARCHED.stream().map(field -> new Document(field, part)).toList());
        }
        List<LogEntry> found = store.messages()
                .find(filter)
                .sort(descending("seq"))
                .limit(query.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > query.limit();
        List<LogEntry> page = more ? found.subList(0, query.limit()) : found;
        return new Page(
                page.stream().map(encoder::populate).toList(),
                head,
                receipts.unreadUpTo(userId, head),
                more ? page.getLast().seq() : null);
    }

    /// What an admin has sent, newest first; `before` is an id that an earlier page gave.
    public SentPage sent(String adminId, @Nullable String before, int limit) {
        Document filter = new Document("sentBy", new ObjectId(adminId)).append("seq", new Document("$gt", 0L));
        if (before != null) {
            filter.append("_id", new Document("$lt", new ObjectId(before)));
        }
        List<LogEntry> found = store.messages()
                .find(filter)
                .sort(descending("_id"))
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<LogEntry> page = more ? found.subList(0, limit) : found;
        return new SentPage(
                page.stream().map(encoder::populate).toList(),
                more ? page.getLast().id() : null);
    }

    public Optional<ReportMessage> message(String id) {
        return Optional.ofNullable(store.messages()
                        .find(and(eq("_id", new ObjectId(id)), gt("seq", 0L)))
                        .first())
                .map(encoder::populate);
    }

    /// The newest message of a room.
    Optional<ReportMessage> last(String userId) {
        return Optional.ofNullable(store.messages()
                        .find(RoomFilter.all(userId))
                        .sort(descending("seq"))
                        .first())
                .map(encoder::populate);
    }
}
