package io.postroom.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Pages through a collection of the seed system by `createdAt` and `_id`, newest first, on the index [#INDEX]. The
/// place of a page is the last document's two values, so that inserts meanwhile shift nothing.
public final class NewestFirst {
    public static final Bson INDEX = Sorts.descending("createdAt", "_id");
    /// Long enough for any name or email; a pattern costs with its length.
    private static final int Q_MAX = 200;

    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}\\s]");

    private NewestFirst() {}

    /// One page, blocking. `cursor` is a `next` of before, refused as `invalid` if it is none.
    public static <T> Page<T> page(
            MongoCollection<Document> collection,
            Bson filter,
            @Nullable String cursor,
            int limit,
            Function<Document, T> mapping) {
        Bson wanted = cursor == null ? filter : Filters.and(filter, after(cursor));
        List<Document> found = StoreFailures.reach(
                () -> collection.find(wanted).sort(INDEX).limit(limit + 1).into(new ArrayList<>()));
        List<Document> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(shown.stream().map(mapping).toList(), found.size() > limit ? cursor(shown.getLast()) : null);
    }

    /// Documents of which one of the fields contains the text, in upper or lower case; everything for no text.
    public static Bson containing(@Nullable String q, String... fields) {
        if (q == null || q.isEmpty()) {
            return Filters.empty();
        }
        Pattern pattern = pattern(q);
        return Filters.or(Arrays.stream(fields)
                .map(field -> Filters.regex(field, pattern))
                .toList());
    }

    /// The text itself as a pattern for any case; refused as `invalid` if it is too long.
    public static Pattern pattern(String q) {
        if (q.length() > Q_MAX) {
            throw Refusal.invalid("q", "q must have at most " + Q_MAX + " characters");
        }
        return Pattern.compile(SPECIAL.matcher(q).replaceAll("\\\\$0"), Pattern.CASE_INSENSITIVE);
    }

    private static String cursor(Document last) {
        String at = last.get("createdAt") instanceof Date date ? Long.toString(date.getTime()) : "";
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + ":" + last.get("_id")).getBytes(StandardCharsets.UTF_8));
    }

    private static Bson after(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(":", -1);
            if (place.length == 2 && Ids.isId(place[1])) {
                ObjectId id = new ObjectId(place[1]);
                Bson undated = Filters.eq("createdAt", null);
                if (place[0].isEmpty()) {
                    return Filters.and(undated, Filters.lt("_id", id));
                }
                Date at = new Date(Long.parseLong(place[0]));
                return Filters.or(
                        Filters.lt("createdAt", at),
                        Filters.and(Filters.eq("createdAt", at), Filters.lt("_id", id)),
                        undated);
            }
        } catch (IllegalArgumentException e) {
            // Told below: neither base64 nor a number is a cursor.
        }
        throw Refusal.invalid("cursor", "cursor must be a next of an earlier answer");
    }
}
