package io.postroom.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What replicas tell each other. As text: a letter, then fields parted by `|`, the last of which may hold anything.
sealed interface Hint {
    /// A message was stored.
    record Stored(String replica, RoomEvent event) implements Hint {}

    /// A room's head is at least there; sent when the messages themselves could not be.
    record HeadMoved(long seq) implements Hint {}

    /// A receipt, for the room and for the admins named; `id` tells the same receipt on two channels.
    record State(String id, String userId, List<String> adminIds, String frame) implements Hint {}

    /// Rooms in which a replica has stored, and up to where; for the writers of the others, on a channel of its own.
    record Heads(String replica, Map<String, Long> heads) implements Hint {}

    /// A login has ended.
    record SessionEnded(String session) implements Hint {}

    default String encode() {
        return switch (this) {
            case Stored(String replica, RoomEvent event) -> "m|" + replica + '|' + event.seq() + '|' + event.message();
            case HeadMoved(long seq) -> "h|" + seq;
            case State(String id, String userId, List<String> adminIds, String frame) ->
                "s|" + id + '|' + userId + '|' + String.join(",", adminIds) + '|' + frame;
            case Heads(String replica, Map<String, Long> heads) ->
                heads.entrySet().stream()
                        .map(head -> head.getKey() + ':' + head.getValue())
                        .collect(Collectors.joining(",", "n|" + replica + '|', ""));
            case SessionEnded(String session) -> "x|" + session;
        };
    }

    /// Whether this replica said it itself and so need not hear it: it comes back for every room that has members here.
    static boolean isOwn(String text, String replica) {
        return text.startsWith(replica, 2) && (text.startsWith("m|") || text.startsWith("s|") || text.startsWith("n|"));
    }

    /// Null for what is none: a hint that cannot be read is a hint that was lost.
    static @Nullable Hint decode(String text) {
        try {
            String[] parts = text.split("\\|", 2);
            String rest = parts[1];
            return switch (parts[0]) {
                case "m" -> {
                    String[] fields = rest.split("\\|", 3);
                    yield new Stored(fields[0], new RoomEvent(Long.parseLong(fields[1]), fields[2]));
                }
                case "h" -> new HeadMoved(Long.parseLong(rest));
                case "s" -> {
                    String[] fields = rest.split("\\|", 4);
                    yield new State(
                            fields[0],
                            fields[1],
                            fields[2].isEmpty() ? List.of() : List.of(fields[2].split(",")),
                            fields[3]);
                }
                case "n" -> {
                    String[] fields = rest.split("\\|", 2);
                    Map<String, Long> heads = new HashMap<>();
                    for (String head : fields[1].split(",")) {
                        int colon = head.indexOf(':');
                        heads.put(head.substring(0, colon), Long.parseLong(head.substring(colon + 1)));
                    }
                    yield new Heads(fields[0], heads);
                }
                case "x" -> new SessionEnded(rest);
                default -> null;
            };
        } catch (RuntimeException e) {
            return null;
        }
    }
}
