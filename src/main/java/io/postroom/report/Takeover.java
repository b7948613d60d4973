package io.postroom.report;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes the message collection of the seed system a set of logs: every message gets the next number of its user, an
/// idempotency key, and then the indexes that keep both unique are made.
///
/// Until the index on `(userId, seq)` stands, no replica takes sends, and [Numbering] goes over the whole collection;
/// from then on there are at most single [Strays]. What does not fit is set aside by [Misfits]. Every step may be cut
/// off at any moment and be done by several replicas at once: all of them write the same.
@Singleton
public final class Takeover {
    private static final Logger LOG = Logger.getLogger(Takeover.class);
    /// Each round mends what the last one found to stand twice; more than two are a database that somebody writes to.
    private static final int ROUNDS = 10;

    private final MongoCollection<Document> messages;
    private final MessageIndexes indexes;
    private final Misfits misfits;
    private final Numbering numbering;
    private final Strays strays;

    @Inject
    Takeover(
            MongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            TakeoverConfig config) {
        this(client.getDatabase(database).getCollection(MessageStore.COLLECTION), config.patience(), config.write());
    }

    Takeover(MongoCollection<Document> collection, Duration patience, Duration write) {
        messages = collection.withTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        MongoCollection<Document> written = collection.withTimeout(write.toMillis(), TimeUnit.MILLISECONDS);
        indexes = new MessageIndexes(messages);
        misfits = new Misfits(messages, written);
        numbering = new Numbering(messages, written);
        strays = new Strays(messages, written);
    }

    /// Blocks until all messages have their numbers; throws what the driver throws when the store is away, and may
    /// then be called again. Where nothing is to do it costs the list of indexes and one query that an index
    /// answers.
    public void run() {
        if (!indexes.numbersAreUnique()) {
            first();
        } else if (messages.find(eq("seq", null)).projection(include("_id")).first() != null) {
            misfits.setAsideStrays();
            strays.number();
        }
        indexes.create();
    }

    private void first() {
        long began = System.nanoTime();
        long aside = misfits.setAsideAll();
        long numbered = 0;
        boolean done = false;
        for (int round = 0; round < ROUNDS && !done; round++) {
            numbered += numbering.run();
            done = indexes.create();
        }
        if (!done) {
            throw new IllegalStateException(
                    "the report messages cannot be numbered while something else writes them; stop the old application");
        }
        if (numbered + aside > 0) {
            LOG.infof(
                    "Takeover: %d report messages numbered, %d set aside, in %d ms",
                    numbered, aside, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
    }
}
