package io.postroom.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/// A part of the service that has collections of its own, and makes their indexes before the replica takes requests.
public interface Indexed {
    /// Idempotent, also beside other replicas. Blocks; fails with a [com.mongodb.MongoException] where the store is
    /// away.
    void ensureIndexes();

    /// Makes an index that only speeds things up. One that the seed system has made already with options of its own is
    /// as good, and where the store refuses one the answers are the same, slower.
    static void helpful(MongoCollection<?> collection, Bson keys, IndexOptions options) {
        try {
            collection.createIndex(keys, options);
        } catch (MongoCommandException e) {
            Logger.getLogger(Indexed.class)
                    .infof(
                            "An index stays as it is: collection=%s code=%d",
                            collection.getNamespace().getCollectionName(), e.getErrorCode());
        }
    }
}
