package io.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreServerTest {
    private static final ObjectId ANNA = new ObjectId();
    private static final ObjectId BERT = new ObjectId();

    @Test
    void aNumberOfARoomIsTakenOnce() {
        try (StoreServer store = StoreServer.inMemory(0);
                MongoClient client = MongoClients.create(store.url())) {
            MongoCollection<Document> log = log(client);
            log.insertOne(message(ANNA, 1));
            log.insertOne(message(BERT, 1));

            assertThatThrownBy(() -> log.insertOne(message(ANNA, 1))).isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void aRoomIsReadByItsLeadingKeyInOrder() {
        try (StoreServer store = StoreServer.inMemory(0);
                MongoClient client = MongoClients.create(store.url())) {
            MongoCollection<Document> log = log(client);
            for (long seq = 1; seq <= 5; seq++) {
                log.insertOne(message(ANNA, seq));
                log.insertOne(message(BERT, seq));
            }
            log.updateOne(
                    Filters.and(Filters.eq("userId", ANNA), Filters.eq("seq", 4L)),
                    new Document("$set", Document.parse("{isRead: true}")));
            log.deleteOne(Filters.and(Filters.eq("userId", ANNA), Filters.eq("seq", 3L)));

            assertThat(seqs(log, Filters.and(Filters.eq("userId", ANNA), Filters.gt("seq", 1L))))
                    .containsExactly(2L, 4L, 5L);
            assertThat(seqs(log, Filters.and(Filters.eq("userId", ANNA), Filters.ne("isRead", true))))
                    .containsExactly(1L, 2L, 5L);
            assertThat(seqs(log, Filters.in("userId", List.of(ANNA, BERT)))).hasSize(9);
        }
    }

    @Test
    void aQueryThatNamesKeysBesideOtherConditionsFindsWhatFulfilsAll() {
        try (StoreServer store = StoreServer.inMemory(0);
                MongoClient client = MongoClients.create(store.url())) {
            MongoCollection<Document> log = log(client);
            Document first = message(ANNA, 1);
            Document second = message(ANNA, 2);
            Document other = message(BERT, 3);
            log.insertMany(List.of(first, second, other));
            List<Object> ids = List.of(first.get("_id"), other.get("_id"), new ObjectId());

            assertThat(seqs(log, new Document("_id", first.get("_id")).append("seq", 1L)))
                    .containsExactly(1L);
            assertThat(seqs(log, new Document("_id", first.get("_id")).append("seq", null)))
                    .isEmpty();
            assertThat(seqs(log, new Document("_id", new Document("$in", ids)).append("seq", new Document("$ne", 3L))))
                    .containsExactly(1L);
            assertThat(seqs(
                            log,
                            new Document("userId", new Document("$in", List.of(ANNA, BERT)))
                                    .append("seq", new Document("$gt", 1L))))
                    .containsExactly(2L, 3L);
        }
    }

    @Test
    void whatWasWrittenToDiskIsThereAgain(@TempDir Path folder) {
        try (StoreServer store = StoreServer.onDisk(folder, 0);
                MongoClient client = MongoClients.create(store.url())) {
            log(client).insertOne(message(ANNA, 1));
        }
        try (StoreServer store = StoreServer.onDisk(folder, 0);
                MongoClient client = MongoClients.create(store.url())) {
            MongoCollection<Document> log = log(client);

            assertThat(seqs(log, Filters.eq("userId", ANNA))).containsExactly(1L);
            assertThatThrownBy(() -> log.insertOne(message(ANNA, 1))).isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void aFileThatIsInUseIsNamed(@TempDir Path folder) {
        try (StoreServer store = StoreServer.onDisk(folder, 0)) {
            assertThat(store.url()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> StoreServer.onDisk(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another Postroom");
        }
    }

    private static MongoCollection<Document> log(MongoClient client) {
        MongoCollection<Document> log = client.getDatabase("postroom").getCollection("reportmessages");
        log.createIndex(Indexes.ascending("userId", "seq"), new IndexOptions().unique(true));
        return log;
    }

    private static Document message(ObjectId user, long seq) {
        return new Document("userId", user).append("seq", seq);
    }

    private static List<Long> seqs(MongoCollection<Document> log, org.bson.conversions.Bson filter) {
        List<Long> seqs = new ArrayList<>();
        log.find(filter).sort(Sorts.ascending("seq")).forEach(found -> seqs.add(found.getLong("seq")));
        return seqs;
    }
}
