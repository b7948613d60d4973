package io.postroom.room;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Joins the heads that this replica has moved into few hints for the writers of the others: one for all rooms of some
/// milliseconds. What is lost costs another writer a refused insert. Safe from any thread, never waits.
final class HeadNews {
    private static final Logger LOG = Logger.getLogger(HeadNews.class);
    /// A writer that hears of it later than this and writes to the same room meanwhile is refused once; a room is
    /// rarely written to by two replicas within so short a time.
    private static final long JOINED_MS = 3;

    private final ScheduledExecutorService timer;
    private final Consumer<Map<String, Long>> tell;
    private Map<String, Long> heads = new HashMap<>();

    HeadNews(ScheduledExecutorService timer, Consumer<Map<String, Long>> tell) {
        this.timer = timer;
        this.tell = tell;
    }

    synchronized void add(String userId, long seq) {
        if (heads.isEmpty()) {
            try {
                var _ = timer.schedule(this::tellAll, JOINED_MS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("stopping: the others' writers look for themselves");
                return;
            }
        }
        heads.merge(userId, seq, Math::max);
    }

    private void tellAll() {
        Map<String, Long> news;
        synchronized (this) {
            news = heads;
            heads = new HashMap<>();
        }
        tell.accept(news);
    }
}
