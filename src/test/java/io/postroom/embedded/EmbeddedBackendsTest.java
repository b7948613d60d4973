package io.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmbeddedBackendsTest {
    @Inject
    MongoClient client;

    @Inject
    RedisDataSource redis;

    @ConfigProperty(name = "postroom.mongodb.database")
    String database;

    @Test
    void theStoreAndRedisAreThereWithoutAnythingConfigured() {
        assertThat(client.getDatabase(database)
                        .runCommand(new Document("ping", 1))
                        .get("ok"))
                .isEqualTo(1.0);
        assertThat(redis.execute("PING").toString()).isEqualTo("PONG");
    }

    @Test
    void testsHaveNoDemoDataUnlessTheyAskForIt() {
        // By name: the other tests of this run share the store and put people of their own there.
        assertThat(client.getDatabase(database)
                        .getCollection("users")
                        .countDocuments(new Document("email", new Document("$regex", "@customer\\.example$"))))
                .isZero();
    }
}
