package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Numbers the messages of each user by `(createdAt, _id)`, those that have no number yet after the highest one there
/// is.
///
/// Two that number at once, and one that goes on where another was killed, write the same, for these reasons. A
/// number is only ever set where there is none. A room's numbers are written in ascending order, by ordered bulks one
/// after the other, so what is there is always the beginning of the one numbering. And a numbering begins from a
/// state that the room had at one moment: what was seen without a number is looked at a second time after the whole
/// room was read, until nothing has got one in between; numbers do not go away, so the state between the two looks is
/// what was seen.
///
/// Memory: the ids of the largest room (some 50 bytes a message), and a few thousand messages of others.
final class Numbering {
    private static final Logger LOG = Logger.getLogger(Numbering.class);
    /// Messages of whole rooms that one lane takes, and updates in one bulk.
    private static final int BULK = 1000;
    /// Bulks under way at a time: rooms do not depend on each other.
    private static final int LANES = 4;
    private static final int PROGRESS = 100_000;

    private final MongoCollection<Document> messages;
    private final MongoCollection<Document> written;

    Numbering(MongoCollection<Document> messages, MongoCollection<Document> written) {
        this.messages = messages;
        this.written = written;
    }

    /// The whole collection but what was set aside. Returns how many messages were changed.
    long run() {
        Run run = new Run();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
                MongoCursor<Document> rows = rows()) {
            run.read(rows, lanes);
        }
        run.check();
        return run.changed.get();
    }

    private MongoCursor<Document> rows() {
        return messages.find(or(eq("seq", null), gt("seq", 0)))
                .projection(include("userId", "seq", "clientMessageId", "isRead"))
                .sort(ascending("userId", "createdAt", "_id"))
                .allowDiskUse(true)
                .batchSize(5000)
                .cursor();
    }

    private final class Run {
        private final AtomicLong changed = new AtomicLong();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private final Semaphore free = new Semaphore(LANES);

        void read(MongoCursor<Document> rows, ExecutorService lanes) {
            List<OldRoom> rooms = new ArrayList<>();
            int size = 0;
            OldRoom room = null;
            while (rows.hasNext() && failure.get() == null) {
                Document row = rows.next();
                if (!(row.get("userId") instanceof ObjectId userId)) {
                    continue; // Came after the misfits were set aside; the indexes will not be made before it is too.
                }
                if (room == null || !room.userId.equals(userId)) {
                    if (size >= BULK) {
                        hand(rooms, lanes);
                        rooms = new ArrayList<>();
                        size = 0;
                    }
                    room = new OldRoom(userId);
                    rooms.add(room);
                }
                size += room.add(row) ? 1 : 0;
            }
            if (size > 0) {
                hand(rooms, lanes);
            }
        }

        private void hand(List<OldRoom> rooms, ExecutorService lanes) {
            free.acquireUninterruptibly();
            lanes.execute(() -> {
                try {
                    number(rooms);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    free.release();
                }
            });
        }

        private void number(List<OldRoom> rooms) {
            settle(rooms);
            List<WriteModel<Document>> bulk = new ArrayList<>(BULK);
            for (OldRoom room : rooms) {
                room.numberEach((filter, change) -> {
                    bulk.add(new UpdateOneModel<>(filter, change));
                    if (bulk.size() == BULK) {
                        write(bulk);
                    }
                });
            }
            write(bulk);
        }

        private void write(List<WriteModel<Document>> bulk) {
            RuntimeException failed = failure.get();
            if (bulk.isEmpty() || failed != null) {
                return; // A lane that failed ends the run; the next one goes on from what is there.
            }
            long before = changed.getAndAdd(written.bulkWrite(bulk, new BulkWriteOptions().ordered(true))
                    .getModifiedCount());
            if (before / PROGRESS != changed.get() / PROGRESS) {
                LOG.infof("Takeover: %d report messages numbered so far", changed.get());
            }
            bulk.clear();
        }

        void check() {
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        }
    }

    /// Looks a second time at what had no number, until a look finds none that has got one since the last.
    private void settle(List<OldRoom> rooms) {
        Map<ObjectId, Long> found;
        do {
            found = new HashMap<>();
            List<ObjectId> ids = new ArrayList<>(BULK);
            for (OldRoom room : rooms) {
                for (ObjectId id : room.unnumbered()) {
                    ids.add(id);
                    if (ids.size() == BULK) {
                        look(ids, found);
                    }
                }
            }
            look(ids, found);
            for (OldRoom room : rooms) {
                room.found(found);
            }
        } while (!found.isEmpty());
    }

    private void look(List<ObjectId> ids, Map<ObjectId, Long> found) {
        if (!ids.isEmpty()) {
            written.find(new Document("_id", new Document("$in", ids)).append("seq", new Document("$ne", null)))
                    .projection(include("seq"))
                    .forEach(row -> found.put(
                            row.getObjectId("_id"), row.get("seq", Number.class).longValue()));
            ids.clear();
        }
    }
}
