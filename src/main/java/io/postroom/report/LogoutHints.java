package io.postroom.report;

import io.postroom.people.SessionsEnded;
import io.postroom.room.Rooms;
import jakarta.inject.Singleton;

/// Tells every replica that a login has ended, by the rooms' control channel.
@Singleton
final class LogoutHints implements SessionsEnded {
    private final Rooms rooms;

    LogoutHints(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void ended(String session) {
        rooms.endSession(session);
    }
}
