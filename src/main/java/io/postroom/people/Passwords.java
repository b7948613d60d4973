package io.postroom.people;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Compares passwords with bcrypt hashes (`$2a$`, `$2b$`, `$2y$`). One comparison costs some 100 ms of a processor, so
/// they run on few threads of their own and only so many wait: logins can be slow, messages cannot.
@Singleton
final class Passwords {
    private static final Logger LOG = Logger.getLogger(Passwords.class);
    /// At 100 ms each, the last one in a full queue on two threads waits some three seconds.
    private static final int WAITING_MAX = 64;
    /// What mongoose applications use, until a stored hash says what is used here.
    private static final int USUAL_COST = 10;
    /// Of random bytes that were not kept. To make it costs half of the whole start of the binary.
    private static final String NOBODYS = "$2a$10$TjLlu4.fZeMDth57d0rVNOwIkAs7jF64Qvi40.b3VemvRet12tZZi";

    private final Map<Integer, String> nobodys = new ConcurrentHashMap<>(Map.of(USUAL_COST, NOBODYS));
    private volatile int cost = USUAL_COST;
    private final ThreadPoolExecutor threads;

    Passwords() {
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                processors,
                processors,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("bcrypt-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Whether the password is that of the hash. With no hash, or one that is none, never, after the work that the last
    /// stored hash took: how long it takes says nothing of whether there is an account. Blocks; refused as
    /// `rateLimited` when too many wait.
    boolean matches(String password, @Nullable String hash) {
        try {
            return threads.submit(() -> compare(password, hash)).get();
        } catch (RejectedExecutionException e) {
            throw new RateLimited("too many logins at once, try again", Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RateLimited("too many logins at once, try again", Duration.ofSeconds(1));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private boolean compare(String password, @Nullable String hash) {
        if (hash != null && hash.startsWith("$2")) {
            try {
                // `$2b$` is `$2a$` with a bug of one implementation ruled out, which this one never had.
                String known = hash.startsWith("$2b$") ? "$2a$" + hash.substring(4) : hash;
                boolean right = BcryptUtil.matches(password, known);
                cost = Integer.parseInt(hash.substring(4, 6));
                return right;
            } catch (RuntimeException e) {
                LOG.debug("A stored hash cannot be read");
            }
        }
        BcryptUtil.matches(
                password,
                nobodys.computeIfAbsent(cost, dear -> BcryptUtil.bcryptHash("nobody has this password", dear)));
        return false;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
