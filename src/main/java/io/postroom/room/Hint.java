package io.postroom.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What replicas tell each other. As text: the version, a letter for the kind and fields parted by `|`; after the first
/// line break a body that may hold anything.
///
/// Replicas of different versions run side by side while an installation is updated. Within a version kinds and fields
/// are only added, a field at the end of its line, and nobody may rely on the others to know them: a kind that is not
/// known ([Unknown]) is passed over, and so is what stands after the fields that are. Whatever would mislead who does
/// not know it needs a higher version. A hint of a higher version is [NotUnderstood]: it is passed over too, and the
/// log is read instead.
sealed interface Hint {
    /// What this replica says, and the highest that it understands.
    int VERSION = 1;

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

    /// Of this version, but of a kind that was added later.
    record Unknown(String kind) implements Hint {}

    /// Of a higher version, or no hint at all: as good as one that was lost.
    record NotUnderstood() implements Hint {}

    default String encode() {
        return switch (this) {
            case Stored(String replica, RoomEvent event) -> text("m|" + replica + '|' + event.seq(), event.message());
            case HeadMoved(long seq) -> text("h|" + seq, "");
            case State(String id, String userId, List<String> adminIds, String frame) ->
                text("s|" + id + '|' + userId + '|' + String.join(",", adminIds), frame);
            case Heads(String replica, Map<String, Long> heads) ->
                text(
                        heads.entrySet().stream()
                                .map(head -> head.getKey() + ':' + head.getValue())
                                .collect(Collectors.joining(",", "n|" + replica + '|', "")),
                        "");
            case SessionEnded(String session) -> text("x", session);
            case Unknown _, NotUnderstood _ -> throw new IllegalStateException("is only heard");
        };
    }

    private static String text(String fields, String body) {
        return VERSION + "|" + fields + '\n' + body;
    }

    /// Whether this replica said it itself and so need not hear it: it comes back for every room that has members here.
    static boolean isOwn(String text, String replica) {
        int kind = text.indexOf('|') + 1;
        return text.startsWith(replica, kind + 2) && "msn".indexOf(text.charAt(kind)) >= 0;
    }

    /// Never fails, whatever the text.
    static Hint decode(String text) {
        try {
            int end = text.indexOf('\n');
            String[] fields = text.substring(0, end).split("\\|", -1);
            String body = text.substring(end + 1);
            if (Integer.parseInt(fields[0]) > VERSION) {
                return new NotUnderstood();
            }
            return switch (fields[1]) {
                case "m" -> new Stored(fields[2], new RoomEvent(Long.parseLong(fields[3]), body));
                case "h" -> new HeadMoved(Long.parseLong(fields[2]));
                case "s" ->
                    new State(
                            fields[2],
                            fields[3],
                            fields[4].isEmpty() ? List.of() : List.of(fields[4].split(",")),
                            body);
                case "n" -> new Heads(fields[2], heads(fields[3]));
                case "x" -> new SessionEnded(body);
                default -> new Unknown(fields[1]);
            };
        } catch (RuntimeException e) {
            return new NotUnderstood();
        }
    }

    private static Map<String, Long> heads(String field) {
        Map<String, Long> heads = new HashMap<>();
        for (String head : field.split(",")) {
            int colon = head.indexOf(':');
            heads.put(head.substring(0, colon), Long.parseLong(head.substring(colon + 1)));
        }
        return heads;
    }
}
