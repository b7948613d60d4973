package io.postroom.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The settings of the one MongoDB client. Every read and write of this service goes to the primary with majority
/// concern, whatever the connection string says: what was read cannot be rolled back, what was confirmed is stored for
/// good. The driver never repeats a write by itself, since whoever wrote must find out what became of it.
@Singleton
final class StoreClient implements MongoClientCustomizer {
    /// Connections that are always there: a cursor that is older than the wait for a primary may not open one (the
    /// driver measures both by one clock), and the takeover's is, while its lanes write.
    private static final int KEPT = 8;

    private final StoreConfig config;

    StoreClient(StoreConfig config) {
        this.config = config;
    }

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        return settings.applicationName("postroom")
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .writeConcern(WriteConcern.MAJORITY)
                .retryWrites(false)
                .timeout(config.operation().toMillis(), TimeUnit.MILLISECONDS)
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(config.selection().toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(millis(config.connect()), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(config.connections()).minSize(Math.min(KEPT, config.connections())));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
