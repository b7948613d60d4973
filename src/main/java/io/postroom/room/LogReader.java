package io.postroom.room;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Reads a room's log page by page. A number that two reads show missing below a stored one was removed from outside:
/// it is stepped over, logged and counted. Blocks: virtual threads only.
final class LogReader {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    /// Messages a page: at most some 400 kB of text.
    static final int PAGE = 64;
    /// Pages read at the same time, so that many readers cost bounded memory and leave the store to the writers.
    private static final int PAGES_AT_ONCE = 16;

    private final RoomLog log;
    private final EventEncoder encoder;
    private final RoomMeters meters;
    private final Semaphore pages = new Semaphore(PAGES_AT_ONCE, true);

    LogReader(RoomLog log, EventEncoder encoder, RoomMeters meters) {
        this.log = log;
        this.encoder = encoder;
        this.meters = meters;
    }

    /// The next events after a place, ascending; empty at the head.
    List<RoomEvent> after(String userId, long place) {
        pages.acquireUninterruptibly();
        try {
            meters.logReads.increment();
            List<LogEntry> page = log.after(userId, place, PAGE);
            if (missing(place, page) > 0) {
                page = log.after(userId, place, PAGE);
                long holes = missing(place, page);
                if (holes > 0) {
                    meters.holes.increment(holes);
                    LOG.warnf(
                            "%d messages are missing from the room of user %s after seq %d; stepped over",
                            holes, userId, place);
                }
            }
            return encoder.encode(page);
        } finally {
            pages.release();
        }
    }

    private static long missing(long place, List<LogEntry> page) {
        return page.isEmpty() ? 0 : page.getLast().seq() - place - page.size();
    }

    long head(String userId) {
        return log.heads(List.of(userId)).getOrDefault(userId, 0L);
    }
}
