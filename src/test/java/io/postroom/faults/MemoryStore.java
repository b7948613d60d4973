package io.postroom.faults;

import io.postroom.embedded.StoreServer;
import java.util.concurrent.CountDownLatch;

/// The embedded store in a process of its own, so that it can be frozen: what it holds ends with it.
public final class MemoryStore {
    private MemoryStore() {}

    public static void main(String[] arguments) throws InterruptedException {
        StoreServer server = StoreServer.inMemory(Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        new CountDownLatch(1).await();
    }
}
