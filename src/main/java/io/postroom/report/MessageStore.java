package io.postroom.report;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.postroom.room.LogEntry;
import jakarta.inject.Singleton;
import org.bson.codecs.configuration.CodecRegistries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The collection of report messages. Reads and writes go by majority to the primary: the client's settings say so.
@Singleton
final class MessageStore {
    static final String COLLECTION = "reportmessages";

    private final MongoCollection<LogEntry> messages;

    MessageStore(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        MongoCollection<LogEntry> plain = client.getDatabase(database).getCollection(COLLECTION, LogEntry.class);
        messages = plain.withCodecRegistry(CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new LogEntryCodec()), plain.getCodecRegistry()));
    }

    MongoCollection<LogEntry> messages() {
        return messages;
    }
}
