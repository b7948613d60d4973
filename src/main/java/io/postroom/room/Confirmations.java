package io.postroom.room;

import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// What senders are told of their messages. A message is handed on before its sender hears of it; one whose fate is
/// unknown is refused and watched.
final class Confirmations {
    private static final Logger LOG = Logger.getLogger(Confirmations.class);

    private final Function<LogEntry, RoomEvent> handOn;
    private final WatchList watchList;

    Confirmations(Function<LogEntry, RoomEvent> handOn, WatchList watchList) {
        this.handOn = handOn;
        this.watchList = watchList;
    }

    /// It stands in the log, seen by majority.
    void stored(Pending pending, LogEntry entry) {
        RoomEvent event;
        try {
            event = handOn.apply(entry);
        } catch (RuntimeException e) {
            // Handing on may look people up. The message stands: it is handed on from the watch list.
            LOG.debugf(e, "message %s is stored and cannot be handed on yet", entry.id());
            watchList.add(entry, entry.seq());
            pending.result.completeExceptionally(noAnswer());
            return;
        }
        watchList.remove(entry.id());
        pending.result.complete(new Appended(entry, event));
    }

    /// Its sender has used the key before, for that message.
    void repeated(Pending pending, LogEntry first) {
        if (first.saysTheSameAs(pending.entry)) {
            pending.result.complete(new Appended(first, null));
        } else {
            pending.result.completeExceptionally(new Refusal(
                    ErrorCode.CONFLICT,
                    "clientMessageId was used before for a message with other contents",
                    "clientMessageId"));
        }
    }

    /// Its time is over; what was tried may still be stored.
    void refuse(Pending pending) {
        boolean refused = pending.result.completeExceptionally(noAnswer());
        if (refused && pending.triedSeq > 0) {
            watchList.add(pending.entry, pending.triedSeq);
        }
    }

    private static Refusal noAnswer() {
        return Refusal.unavailable("the store did not answer in time; repeat with the same clientMessageId");
    }
}
