package io.postroom.faults;

import de.bwaldvogel.mongo.MongoServer;
import io.postroom.embedded.NumberedStore;
import java.util.concurrent.CountDownLatch;

/// A store in a process of its own, so that it can be frozen: what it holds ends with it.
public final class MemoryStore {
    private MemoryStore() {}

    public static void main(String[] arguments) throws InterruptedException {
        MongoServer server = NumberedStore.start(Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        new CountDownLatch(1).await();
    }
}
