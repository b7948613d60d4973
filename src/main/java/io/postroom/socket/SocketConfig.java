package io.postroom.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of the typed sockets.
@ConfigMapping(prefix = "postroom.limits")
public interface SocketConfig {
    /// Sockets of one person on one replica: every tab and device of a busy person, yet no flood. Contract.
    @WithDefault("64")
    int socketsPerUser();

    /// Sockets on one replica; more are told to come back (503). 50,000 idle ones are 650 to 850 MB (13–17 KiB each),
    /// and twice that while all of them come.
    @WithDefault("50000")
    int sockets();

    /// Rooms one socket may be in: an admin watches conversations, not a whole customer base.
    @WithDefault("256")
    int roomsPerSocket();

    /// Sends of one socket that wait for their confirmation; at the limit the socket is not read until half are
    /// answered.
    @WithDefault("256")
    int sendsInFlight();

    /// Frames a second that one socket may send over time; above it the socket is read more slowly.
    @WithDefault("2000")
    int framesPerSecond();

    /// Bytes in one frame of a client. Contract.
    @WithDefault("65536")
    int frame();

    /// Bytes handed to a socket and not taken by the network yet; above it its members read the log later.
    @WithDefault("131072")
    int outBytes();

    /// A frame at least this often, so that a page can see that the connection lives; below the idle timeouts of common
    /// proxies (60 s).
    @WithDefault("25s")
    Duration heartbeat();

    /// How long a peer may take nothing and say nothing; longer than the heartbeat, which asks it.
    @WithDefault("5m")
    Duration stalled();
}
