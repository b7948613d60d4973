package io.postroom.room;

/// The way out to one connection, whatever its protocol. All methods may be called from any thread and never block;
/// what is handed over from one thread goes out in that order.
public interface Outlet {
    void deliver(RoomEvent event);

    /// A frame about the state of messages (receipts and the like), encoded as the typed sockets have it.
    void announce(String frame);

    /// Whether the connection takes more. When it does not, its members read the log later instead of queueing here.
    boolean roomy();

    /// Runs `action` once, soon after there is room again; at once if there is.
    void whenRoomy(Runnable action);
}
