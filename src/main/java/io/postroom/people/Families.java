package io.postroom.people;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.postroom.identity.Role;
import io.postroom.store.Indexed;
import io.postroom.store.StoreConfig;
import io.postroom.store.StoreFailures;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Refresh tokens. All that descend from one login are a family, kept in the store for all replicas; of a token only
/// its hash. A token is spent by its first use; who uses it again within [#GRACE] has lost the answer or has two tabs
/// open, who does so later has stolen it or was stolen from, and the family ends.
@Singleton
final class Families {
    static final Duration LIFE = Duration.ofDays(30);
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final int TOKEN_BYTES = 32;
    private static final int FAMILY_BYTES = 16;

    private final MongoCollection<Document> families;
    private final MongoCollection<Document> tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// Whose a token is.
    record Member(String family, Role role, String person) {}

    /// What came of using a token: another one, or whose family its use has ended, if any.
    sealed interface Use {
        record Renewed(Member member, String token) implements Use {}

        record Ended(Member member) implements Use {}

        record Unknown() implements Use {}
    }

    Families(MongoClient client, StoreConfig store, Clock clock) {
        var database = client.getDatabase(store.database());
        this.families = database.getCollection("loginfamilies");
        this.tokens = database.getCollection("refreshtokens");
        this.clock = clock;
    }

    void ensureIndexes() {
        IndexOptions ends = new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);
        Indexed.helpful(families, Indexes.ascending("expiresAt"), ends);
        Indexed.helpful(tokens, Indexes.ascending("expiresAt"), ends);
    }

    /// Begins a family with a login; the name is what its access tokens hold as `sid`.
    Member begin(Role role, String person) {
        Member member = new Member(random(FAMILY_BYTES), role, person);
        Date end = Date.from(clock.instant().plus(LIFE));
        StoreFailures.reach(() -> {
            families.insertOne(new Document("_id", member.family)
                    .append("role", role.name())
                    .append("person", person)
                    .append("expiresAt", end));
        });
        return member;
    }

    /// A new token of a family.
    String token(Member member) {
        String token = random(TOKEN_BYTES);
        StoreFailures.reach(() -> {
            tokens.insertOne(new Document("_id", hash(token))
                    .append("family", member.family)
                    .append("role", member.role.name())
                    .append("person", member.person)
                    .append("expiresAt", Date.from(clock.instant().plus(LIFE))));
        });
        return token;
    }

    Use use(Role role, String token) {
        Instant now = clock.instant();
        Bson unspent =
                Filters.and(Filters.eq(hash(token)), Filters.eq("role", role.name()), Filters.eq("usedAt", null));
        boolean first = StoreFailures.reach(() ->
                tokens.updateOne(unspent, Updates.set("usedAt", Date.from(now))).getMatchedCount() == 1);
        Optional<Document> stored = stored(role, token);
        if (stored.isEmpty() || !stored.get().getDate("expiresAt").toInstant().isAfter(now)) {
            return new Use.Unknown();
        }
        Document document = stored.get();
        Member member = new Member(document.getString("family"), role, document.getString("person"));
        if (!first && late(document, now)) {
            return end(member.family) ? new Use.Ended(member) : new Use.Unknown();
        }
        return lives(member, now) ? new Use.Renewed(member, token(member)) : new Use.Unknown();
    }

    /// The family of a token, spent or not.
    Optional<String> family(Role role, String token) {
        return stored(role, token).map(document -> document.getString("family"));
    }

    /// Ends a family: none of its tokens is worth anything from now on. False if it had ended before.
    boolean end(String family) {
        return StoreFailures.reach(
                () -> families.deleteOne(Filters.eq("_id", family)).getDeletedCount() == 1);
    }

    /// Also prolongs the family's life to that of the token which it is about to get.
    private boolean lives(Member member, Instant now) {
        return StoreFailures.reach(() -> families.updateOne(
                                Filters.eq("_id", member.family), Updates.set("expiresAt", Date.from(now.plus(LIFE))))
                        .getMatchedCount()
                == 1);
    }

    private static boolean late(Document token, Instant now) {
        Date used = token.getDate("usedAt");
        return used != null && now.isAfter(used.toInstant().plus(GRACE));
    }

    private Optional<Document> stored(Role role, String token) {
        return Optional.ofNullable(StoreFailures.reach(() -> tokens.find(
                        Filters.and(Filters.eq(hash(token)), Filters.eq("role", role.name())))
                .first()));
    }

    private String random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /// Tokens are random and long: a fast hash is enough.
    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
