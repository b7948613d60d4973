package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was done and seen in a run, in the order it was recorded; `at` is in milliseconds since the run began.
public final class History {
    /// One thing that was done or seen.
    public sealed interface Event {
        long at();
    }

    /// A sender put a send on a socket: the `ordinal`th on that connection.
    public record Tried(long at, String sender, String user, String key, int connection, int ordinal)
            implements Event {}

    public record Confirmed(long at, String sender, String user, String key, String id, long seq) implements Event {}

    public record Refused(long at, String sender, String user, String key, String code) implements Event {}

    /// A device was told that it is in its room.
    public record Joined(long at, String device, String room, long after, long seq) implements Event {}

    /// A device was shown a message; `user` and `text` are the message's own.
    public record Shown(long at, String device, String room, String user, String id, long seq, String text)
            implements Event {
        /// As a `receiveReportMessage` says it.
        static Shown of(long at, String device, String room, JsonNode frame) {
            JsonNode message = frame.get("message");
            return new Shown(
                    at,
                    device,
                    room,
                    message.get("userId").get("_id").asText(),
                    message.get("_id").asText(),
                    frame.get("seq").asLong(),
                    message.get("message").asText());
        }
    }

    /// `done` for an ack or a markAllRead up to a seq.
    public record DoneUpTo(long at, String room, long upTo, boolean read) implements Event {}

    /// `done` for a markRead.
    public record DoneRead(long at, String room, String id) implements Event {}

    /// A device was told of a receipt: for the messages `ids`, or for those up to `upTo` (then `ids` is empty).
    public record Announced(long at, String device, String room, List<String> ids, long upTo, boolean read, String time)
            implements Event {}

    /// REST showed this state of a message.
    public record Polled(
            long at,
            String room,
            String id,
            @Nullable String readAt,
            @Nullable String deliveredAt) implements Event {}

    public record Broke(long at, String what) implements Event {}

    /// A message as it stands in the store.
    public record Stored(
            String user,
            long seq,
            String id,
            String key,
            String text,
            boolean isRead,
            @Nullable String readAt,
            @Nullable String deliveredAt) {
        /// The highest number of each room that holds any.
        static Map<String, Long> heads(List<Stored> messages) {
            Map<String, Long> heads = new HashMap<>();
            messages.forEach(stored -> heads.merge(stored.user(), stored.seq(), Math::max));
            return heads;
        }
    }

    private final long began = System.nanoTime();
    private final List<Event> events = new ArrayList<>();

    public long now() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    public synchronized void add(Event event) {
        events.add(event);
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /// What happened around a moment, one line an event.
    public String around(long at) {
        StringBuilder lines = new StringBuilder();
        for (Event event : events()) {
            if (event.at() > at - 4000 && event.at() < at + 2000 && !(event instanceof Polled)) {
                lines.append(event).append('\n');
            }
        }
        return lines.toString();
    }
}
