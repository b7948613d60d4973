package io.postroom.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A unique index that also answers queries which fix its leading key, as one value or as `$in`, and name other fields.
///
/// The library answers a query from an index only where it names the keys of a unique index and nothing else, and reads
/// the whole collection otherwise; a real MongoDB would not. With this, "the messages of this user" costs what the user
/// has, not what everyone has, and "this message, if it has no number" costs one look. Which positions belong to a
/// leading key is kept in memory and read from the index when it is
/// opened. Guarded, as the library's own indexes are, by the lock of its collection and by itself.
final class LeadingKeyIndex extends AbstractUniqueIndex<Object> {
    private final MVMap<KeyValue, Object> entries;
    private final String leading;
    private final Map<Object, Set<Object>> positions = new HashMap<>();

    LeadingKeyIndex(MVMap<KeyValue, Object> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
        this.leading = keys.getFirst().getKey();
        entries.forEach((key, position) -> at(key.get(0)).add(position));
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        super.add(document, position, collection);
        at(document.get(leading)).add(position);
    }

    @Override
    public synchronized @Nullable Object remove(Document document) {
        Object position = super.remove(document);
        Object key = normalized(document.get(leading));
        Set<Object> same = positions.get(key);
        if (same != null && same.remove(position) && same.isEmpty()) {
            positions.remove(key);
        }
        return position;
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        return super.canHandle(query) || leadingValues(query) != null;
    }

    @Override
    public synchronized Iterable<Object> getPositions(Document query) {
        Collection<?> values = super.canHandle(query) ? null : leadingValues(query);
        if (values == null) {
            return super.getPositions(query);
        }
        Set<Object> found = new LinkedHashSet<>();
        values.forEach(value -> found.addAll(positions.getOrDefault(normalized(value), Set.of())));
        return found;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return entries.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return entries.putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return entries.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return entries.get(key);
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    private Set<Object> at(@Nullable Object key) {
        return positions.computeIfAbsent(normalized(key), value -> new LinkedHashSet<>());
    }

    /// The leading keys that a document must have one of to match; null if the query does not say which.
    private @Nullable Collection<?> leadingValues(Document query) {
        Object value = query.get(leading);
        if (isOneValue(value)) {
            return List.of(value);
        }
        return value instanceof Document operators
                        && operators.keySet().equals(Set.of("$in"))
                        && operators.get("$in") instanceof Collection<?> values
                        && values.stream().allMatch(LeadingKeyIndex::isOneValue)
                ? values
                : null;
    }

    /// Whether a query's value names one key: an operator, a pattern or a list may match many.
    private static boolean isOneValue(@Nullable Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value);
    }

    private static Object normalized(@Nullable Object key) {
        return Missing.ofNullable(new KeyValue(key).normalized().get(0));
    }
}
