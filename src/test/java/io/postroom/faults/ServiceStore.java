package io.postroom.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// The store of the service under test, past all its doors, whether the service runs in this JVM or packaged.
public final class ServiceStore {
    private static final Map<String, MongoClient> CLIENTS = new ConcurrentHashMap<>();

    private ServiceStore() {}

    public static MongoCollection<Document> collection(String name) {
        Config config = ConfigProvider.getConfig();
        return CLIENTS.computeIfAbsent(config.getValue("postroom.mongodb.url", String.class), MongoClients::create)
                .getDatabase(config.getOptionalValue("postroom.mongodb.database", String.class)
                        .orElse(ReplicaProcess.DATABASE))
                .getCollection(name);
    }
}
