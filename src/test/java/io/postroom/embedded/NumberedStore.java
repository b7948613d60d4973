package io.postroom.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// A store in memory that reads a page of a room in the order of its numbers, as the index of a real MongoDB does, and
/// does not look through the whole room for it. Everything else is [StoreServer]'s.
public final class NumberedStore {
    private NumberedStore() {}

    /// Starts it; it ends with the JVM.
    public static MongoServer start(int port) {
        MongoServer server = new MongoServer(new Backend(new MVStore.Builder().open()));
        server.bind("127.0.0.1", port);
        return server;
    }

    private static final class Backend extends H2Backend {
        Backend(MVStore store) {
            super(store);
            version(new StoreServer.Version());
        }

        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            return new Database(name, getMvStore(), getCursorRegistry());
        }
    }

    private static final class Database extends StoreServer.Database {
        private final MVStore store;

        Database(String name, MVStore store, CursorRegistry cursors) {
            // Before the super constructor, which opens the collections that are there.
            this.store = store;
            super(name, store, cursors);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            String space = getFullCollectionNamespace(name);
            return new Collection(
                    this,
                    name,
                    options,
                    store.openMap("numbered.data." + space),
                    store.openMap("numbered.meta." + space),
                    cursorRegistry);
        }
    }

    /// Guarded by itself, as its parent is.
    private static final class Collection extends H2Collection {
        private static final Set<String> PAGE = Set.of("userId", "seq");
        private static final Set<String> RANGE = Set.of("$gt", "$lt");

        private final Map<Object, NavigableMap<Long, Object>> numbers = new HashMap<>();

        Collection(
                MongoDatabase database,
                String name,
                CollectionOptions options,
                MVMap<Object, Document> data,
                MVMap<String, Object> meta,
                CursorRegistry cursors) {
            super(database, name, options, data, meta, cursors);
        }

        @Override
        protected Object addDocumentInternal(Document document) {
            Object position = super.addDocumentInternal(document);
            number(document, position);
            return position;
        }

        @Override
        protected void handleUpdate(Object position, Document before, Document after) {
            forget(before);
            number(after, position);
            super.handleUpdate(position, before, after);
        }

        @Override
        protected void removeDocument(Object position) {
            forget(getDocument(position));
            super.removeDocument(position);
        }

        private void number(Document document, Object position) {
            if (document.get("seq") instanceof Number seq && document.get("userId") != null) {
                numbers.computeIfAbsent(document.get("userId"), user -> new TreeMap<>())
                        .put(seq.longValue(), position);
            }
        }

        private void forget(@Nullable Document document) {
            if (document != null && document.get("seq") instanceof Number seq) {
                numbers.getOrDefault(document.get("userId"), new TreeMap<>()).remove(seq.longValue());
            }
        }

        @Override
        protected QueryResult queryDocuments(
                Document query,
                @Nullable Document order,
                int skip,
                int limit,
                int batch,
                @Nullable Document projection) {
            if (limit > 0
                    && skip == 0
                    && query.keySet().equals(PAGE)
                    && query.get("seq") instanceof Document range
                    && RANGE.containsAll(range.keySet())
                    && order != null
                    && order.keySet().equals(Set.of("seq"))) {
                NavigableMap<Long, Object> room = numbers.getOrDefault(query.get("userId"), new TreeMap<>())
                        .subMap(end(range, "$gt", Long.MIN_VALUE), false, end(range, "$lt", Long.MAX_VALUE), false);
                boolean ascending = ((Number) order.get("seq")).intValue() > 0;
                List<Object> positions = (ascending ? room : room.descendingMap())
                        .values().stream().limit(limit).toList();
                return matchDocuments(query, positions, order, skip, limit, batch, projection);
            }
            return super.queryDocuments(query, order, skip, limit, batch, projection);
        }

        private static long end(Document range, String name, long otherwise) {
            return range.get(name) instanceof Number number ? number.longValue() : otherwise;
        }
    }
}
