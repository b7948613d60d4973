package io.postroom.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// A store that speaks MongoDB's protocol inside this JVM, for trying out and for tests. It keeps what the log needs
/// (unique indexes, insert and retry); it has no transactions and no replication, and a kill loses the last moments of
/// what it acknowledged. Listens on the loopback address only. Safe for any thread.
public final class StoreServer implements AutoCloseable {
    /// What a kill may lose of the file, in milliseconds. The library's own second is more than a demo should lose.
    private static final int COMMIT_DELAY_MS = 100;

    private static final String FILE = "store.mv.db";

    private final MongoServer server;
    private final int port;

    private StoreServer(MVStore store, int port) {
        server = new MongoServer(new Backend(store).version(new Version()));
        try {
            server.bind("127.0.0.1", port);
        } catch (RuntimeException e) {
            server.shutdownNow();
            throw e;
        }
        this.port = server.getLocalAddress().getPort();
    }

    /// Starts a store whose content ends with it. `port` 0 takes a free one.
    public static StoreServer inMemory(int port) {
        return new StoreServer(new MVStore.Builder().open(), port);
    }

    /// Starts a store on a file in `directory`, which is made if it is missing; what an earlier one wrote is there
    /// again. `port` 0 takes a free one.
    ///
    /// @throws IllegalStateException if another process has the file open
    public static StoreServer onDisk(Path directory, int port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the embedded store cannot be made: " + directory, e);
        }
        Path file = directory.resolve(FILE);
        try {
            MVStore store = new MVStore.Builder().fileName(file.toString()).open();
            store.setAutoCommitDelay(COMMIT_DELAY_MS);
            return new StoreServer(store, port);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "The embedded store cannot open " + file + "; is another Postroom running in this folder? ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /// The connection string, without a database.
    public String url() {
        return "mongodb://127.0.0.1:" + port;
    }

    /// Ends all connections and writes what is not yet on disk.
    @Override
    public void close() {
        server.shutdownNow();
    }

    /// Today's drivers refuse a server that says it is older than 4.4; the few commands used here are the same.
    static final class Version implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    }

    private static final class Backend extends H2Backend {
        Backend(MVStore store) {
            super(store);
        }

        /// Called by the super constructor too, for each database that the file already has.
        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            return new Database(name, getMvStore(), getCursorRegistry());
        }
    }

    /// Not final: the tests have one that also reads in order.
    static class Database extends H2Database {
        private final MVStore store;

        Database(String name, MVStore store, CursorRegistry cursors) {
            // Before the super constructor, which opens the indexes that are there.
            this.store = store;
            super(name, store, cursors);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            if (sparse) {
                // A sparse index lacks documents that a query by the leading key would have to find.
                return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
            }
            // The name that the library gives the map of an index: by it a dropped index is removed.
            String map = getFullCollectionNamespace(collection) + "._index_" + name;
            return new LeadingKeyIndex(store.<KeyValue, Object>openMap(map), name, keys, sparse);
        }
    }
}
