package io.postroom.store;

import com.mongodb.MongoException;
import io.postroom.protocol.Refusal;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How a failure of the store becomes an answer: `unavailable`, with nothing of the store in its text.
public final class StoreFailures {
    private static final Logger LOG = Logger.getLogger(StoreFailures.class);
    private static final int DUPLICATE_KEY = 11000;

    private StoreFailures() {}

    /// Asks the store. A [MongoException] of any kind is refused as `unavailable`; blocks as long as the call does.
    public static <T> T reach(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw unavailable(e);
        }
    }

    /// As [#reach(Supplier)], where there is no answer to wait for but its success.
    public static void reach(Runnable call) {
        try {
            call.run();
        } catch (MongoException e) {
            throw unavailable(e);
        }
    }

    /// The refusal for a failure of the store; null for any other.
    public static @Nullable Refusal refusal(Throwable failure) {
        return failure instanceof MongoException e ? unavailable(e) : null;
    }

    /// Whether a unique index refused the write: the store is well, the value is taken.
    public static boolean isDuplicate(MongoException e) {
        return e.getCode() == DUPLICATE_KEY;
    }

    /// The refusal for a failure; what happened is logged by its kind only, since texts of the driver hold values.
    public static Refusal unavailable(MongoException e) {
        LOG.warnf("The store did not answer: error=%s code=%d", e.getClass().getSimpleName(), e.getCode());
        LOG.debug("The store did not answer", e);
        return Refusal.unavailable("the store is not available, try again later");
    }
}
