package io.postroom.report;

import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.result.UpdateResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import io.postroom.room.LogEntry;
import io.postroom.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// What happens to a message only moves forward: `deliveredAt` and `readAt` are set once, the first wins, one update
/// covers many messages, and only what changed something is announced. Blocks: virtual threads only.
@Singleton
public final class Receipts {
    /// Messages looked at one by one; of more, only who sent them is asked. A device that was away acknowledges
    /// everything it missed at once.
    private static final int AT_ONCE = 500;

    /// As many are counted by reading their numbers. A count is an aggregation to the store, dearer than that, and
    /// every join asks for one.
    private static final int FEW_UNREAD = 100;

    /// What is acknowledged later was not waited for: it tells how long a device was away, and a few of those would
    /// drown all others in the average.
    private static final Duration WAITED_FOR = Duration.ofMinutes(1);

    private final MessageStore store;
    private final MongoRoomLog log;
    private final Rooms rooms;
    private final Clock clock;
    private final Timer acked;

    Receipts(MessageStore store, MongoRoomLog log, Rooms rooms, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        this.rooms = rooms;
        this.clock = clock;
        this.acked = Timer.builder("postroom.messages.acked")
                .description("accepted to acknowledged by a device, of messages acknowledged within a minute:"
                        + " later ones tell how long the device was away")
                .publishPercentileHistogram()
                .register(meters);
    }

    /// Every message up to `upTo` has arrived on a device of the user.
    void delivered(String userId, long upTo) {
        List<LogEntry> arrived = messages()
                .find(RoomFilter.undelivered(userId, upTo))
                .projection(include("seq", "sentBy", "createdAt"))
                .limit(AT_ONCE)
                .into(new ArrayList<>());
        if (arrived.isEmpty()) {
            return;
        }
        // Who acknowledges what was just received names a message that is there: no need to ask where the room ends.
        boolean there = arrived.stream().anyMatch(entry -> entry.seq() == upTo);
        long seq = there ? upTo : Math.min(upTo, log.heads(List.of(userId)).getOrDefault(userId, 0L));
        Document undelivered = RoomFilter.undelivered(userId, seq);
        List<String> admins = there && arrived.size() < AT_ONCE
                ? arrived.stream().map(LogEntry::sentBy).distinct().toList()
                : senders(undelivered);
        Instant now = now();
        UpdateResult changed =
                orStale(userId, admins, () -> messages().updateMany(undelivered, set("deliveredAt", now)));
        if (changed.getModifiedCount() > 0) {
            arrived.stream()
                    .map(entry -> Duration.between(entry.createdAt(), now))
                    .filter(latency -> latency.compareTo(WAITED_FOR) <= 0)
                    .forEach(acked::record);
            rooms.announce(userId, admins, new ServerFrame.ReportMessagesDelivered(userId, seq, now));
        }
    }

    /// A change that is not answered may have been made all the same, and a repetition would find nothing to announce:
    /// so whoever it concerns is told to read the state again.
    private <T> T orStale(String userId, List<String> admins, Supplier<T> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            rooms.announceStale(userId, admins);
            throw e;
        }
    }

    /// One message was read; a message of another user is not found.
    ///
    /// @param field what the door calls the message's id
    public Receipt read(String userId, String messageId, String field) {
        Document own = RoomFilter.all(userId).append("_id", new ObjectId(messageId));
        LogEntry message = messages().find(own).first();
        if (message == null) {
            throw new Refusal(io.postroom.protocol.ErrorCode.NOT_FOUND, "no such message", field);
        }
        return orStale(userId, List.of(message.sentBy()), () -> read(userId, message, own));
    }

    private Receipt read(String userId, LogEntry message, Document own) {
        Instant now = now();
        boolean changed = markRead(own, now);
        Unread unread = unread(userId);
        if (changed) {
            rooms.announce(
                    userId,
                    List.of(message.sentBy()),
                    new ServerFrame.ReportMessagesRead(
                            userId, List.of(message.id()), null, now, unread.seq(), unread.unread()));
            return new Receipt(now, unread.seq(), unread.unread());
        }
        LogEntry first = messages().find(own).first();
        return new Receipt(
                first == null || first.readAt() == null ? message.createdAt() : first.readAt(),
                unread.seq(),
                unread.unread());
    }

    /// Everything up to `upTo` was read; beyond the head means the head.
    public Receipt readAll(String userId, long upTo) {
        long head = log.heads(List.of(userId)).getOrDefault(userId, 0L);
        long seq = Math.min(upTo, head);
        List<String> admins = senders(RoomFilter.unread(userId, seq));
        return orStale(userId, admins, () -> readAll(userId, seq, admins));
    }

    private Receipt readAll(String userId, long seq, List<String> admins) {
        Instant now = now();
        boolean changed = !admins.isEmpty() && markRead(RoomFilter.upTo(userId, seq), now);
        Unread unread = unread(userId);
        if (changed) {
            rooms.announce(
                    userId,
                    admins,
                    new ServerFrame.ReportMessagesRead(userId, null, seq, now, unread.seq(), unread.unread()));
        }
        return new Receipt(changed ? now : null, unread.seq(), unread.unread());
    }

    /// What is unread up to the head, by the head that is named with it.
    public Unread unread(String userId) {
        long head = log.heads(List.of(userId)).getOrDefault(userId, 0L);
        return new Unread(head, unreadUpTo(userId, head));
    }

    public long unreadUpTo(String userId, long seq) {
        if (seq == 0) {
            return 0;
        }
        Document unread = RoomFilter.unread(userId, seq);
        int few = messages()
                .find(unread)
                .projection(include("seq"))
                .limit(FEW_UNREAD + 1)
                .into(new ArrayList<>())
                .size();
        return few <= FEW_UNREAD ? few : messages().countDocuments(unread);
    }

    private boolean markRead(Document which, Instant now) {
        Document unreadOnes = RoomFilter.notRead(which);
        // Delivered first: whoever sees a message read sees it delivered.
        messages().updateMany(RoomFilter.notDelivered(unreadOnes), set("deliveredAt", now));
        return messages()
                        .updateMany(unreadOnes, combine(set("isRead", true), set("readAt", now)))
                        .getModifiedCount()
                > 0;
    }

    private List<String> senders(Bson which) {
        List<String> senders = new ArrayList<>();
        messages().distinct("sentBy", which, BsonValue.class).forEach(sender -> {
            if (sender.isObjectId()) {
                senders.add(sender.asObjectId().getValue().toHexString());
            } else if (sender.isString()) {
                senders.add(sender.asString().getValue());
            }
        });
        return senders;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private MongoCollection<LogEntry> messages() {
        return store.messages();
    }
}
