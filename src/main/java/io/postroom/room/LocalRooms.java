package io.postroom.room;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rooms that have members on this replica. A room exists from its first member to its last; both ends are atomic
/// with the subscription.
final class LocalRooms {
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    /// `open` makes the room and subscribes to it; `member` makes the member in it.
    Member add(String userId, Function<String, Room> open, Function<Room, Member> member) {
        Member[] added = new Member[1];
        rooms.compute(userId, (id, known) -> {
            Room room = known == null ? open.apply(id) : known;
            added[0] = member.apply(room);
            room.add(added[0]);
            return room;
        });
        return added[0];
    }

    /// `close` unsubscribes when the last one has left.
    void remove(Member member, Runnable close) {
        rooms.computeIfPresent(member.userId(), (id, room) -> {
            if (room != member.room || !room.remove(member)) {
                return room;
            }
            close.run();
            return null;
        });
    }

    @Nullable
    Room get(String userId) {
        return rooms.get(userId);
    }

    Collection<Room> all() {
        return rooms.values();
    }

    int size() {
        return rooms.size();
    }
}
