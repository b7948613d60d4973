package io.postroom.room;

import io.postroom.protocol.Frames;
import io.postroom.protocol.ServerFrame;
import org.jspecify.annotations.Nullable;

/// One message of a room on its way to its members: the number and the message as the wire has it, encoded once. Any
/// thread; a frame encoded twice by a race is the same frame.
public final class RoomEvent {
    private final long seq;
    private final String message;
    private @Nullable String frame;

    public RoomEvent(long seq, String message) {
        this.seq = seq;
        this.message = message;
    }

    public long seq() {
        return seq;
    }

    /// The populated message as JSON.
    public String message() {
        return message;
    }

    /// The frame of the typed sockets, encoded when first needed.
    public String frame() {
        String known = frame;
        if (known == null) {
            known = Frames.encode(new ServerFrame.ReceiveReportMessage(seq, true, message));
            frame = known;
        }
        return known;
    }
}
