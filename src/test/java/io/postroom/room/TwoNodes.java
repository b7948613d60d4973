package io.postroom.room;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/// Two replicas on one wire, one log and one board, in memory.
abstract class TwoNodes {
    static final String USER = "user-1";
    static final String ROOM = "room:" + USER;

    final LocalWire wire = new LocalWire(7);
    final MemoryRoomLog log = new MemoryRoomLog();
    final MemoryReplicaBoard board = new MemoryReplicaBoard();
    final RecordingOutlet outlet = new RecordingOutlet();
    final RoomNode one;
    final RoomNode two;

    /// `deadline`: how long a send may wait for the store.
    TwoNodes(Duration deadline) {
        one = new RoomNode(wire, log, board, deadline);
        two = new RoomNode(wire, log, board, deadline);
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }
}
