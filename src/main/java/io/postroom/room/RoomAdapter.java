package io.postroom.room;

import java.util.concurrent.CompletionStage;

/// The port to the other replicas. It carries hints: it may lose, delay, double or reorder them, and what rests on it
/// must be right all the same. It never blocks the caller, never throws at it, and is used from any thread.
///
/// Channels are named without the installation's prefix (`room:<userId>`, `admin:<adminId>`, `control`).
public interface RoomAdapter extends AutoCloseable {

    /// Connects, and goes on trying for as long as it takes: the wire may be away at the start.
    void start(Listener listener);

    /// Wants a channel. Completes when the subscription is confirmed (`true`), or when the wire is known to be away
    /// (`false`): the channel is then subscribed when it is back, and [Listener#resubscribed()] tells. It
    /// never waits longer than a second and never fails; to ask twice is the same as once.
    CompletionStage<Boolean> subscribe(String channel);

    /// No longer wants a channel; a hint under way may still come.
    void unsubscribe(String channel);

    /// Completes with whether the wire took the hint: `false` when it is away, too far behind, or did not answer within
    /// two seconds (then the hint may or may not have gone out). It never fails.
    CompletionStage<Boolean> publish(String channel, String payload);

    /// Whether this replica is subscribed and has heard its own beacon within the last two seconds.
    boolean connected();

    /// Ends both connections; nothing is heard afterwards. Publishes and subscriptions still waiting are answered
    /// `false`.
    @Override
    void close();

    /// Who is told. All calls come one after the other, so a listener must be quick and must not wait.
    interface Listener {

        /// A hint, in the order of the connection. One's own publishes come back too.
        void hint(String channel, String payload);

        /// A new subscription of all channels stands, also the first one: what was published before it may be lost.
        void resubscribed();

        /// The beacon was missed for two seconds, or the connection broke: hints may be lost from now on. Once an
        /// outage.
        void cutOff();
    }
}
