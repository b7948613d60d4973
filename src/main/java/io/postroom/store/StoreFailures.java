package io.postroom.store;

import io.postroom.protocol.Refusal;
import org.jspecify.annotations.Nullable;

public final class StoreFailures {
    public static @Nullable Refusal refusal(Throwable t) {
        return t instanceof com.mongodb.MongoException ? Refusal.unavailable("the store does not answer") : null;
    }
}
