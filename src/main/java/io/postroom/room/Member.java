package io.postroom.room;

import org.jspecify.annotations.Nullable;

/// One connection's place in a room. What is at or below the place is dropped; a member that cannot be given the next
/// number reads the log until it has caught up. State and place are guarded by the room.
public final class Member {
    enum State {
        /// A reader is under way or waits for space; nothing live is taken.
        READING,
        LIVE,
        GONE
    }

    /// What becomes of a join; called on a virtual thread, may block, at most one of them and once.
    public interface Joining {
        /// Why a join fails that a leave, or another join of the room, has overtaken.
        String OVERTAKEN = "the room was left or joined again before this was done";

        /// Everything up to `seq` was handed over; what comes after this returns is `seq + 1`.
        void joined(Member member, long seq);

        /// The place asked for is still ahead of the head.
        void resync(Member member, long head);

        void failed(Member member, RuntimeException failure);
    }

    final Room room;
    final Outlet outlet;
    State state = State.READING;
    long place;
    /// Null once the join was answered.
    @Nullable
    Joining joining;

    /// `place` -1: start at the head.
    Member(Room room, Outlet outlet, long place, Joining joining) {
        this.room = room;
        this.outlet = outlet;
        this.place = place;
        this.joining = joining;
    }

    public String userId() {
        return room.userId;
    }

    public boolean hasLeft() {
        return room.hasLeft(this);
    }
}
