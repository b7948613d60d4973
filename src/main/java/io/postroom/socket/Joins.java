package io.postroom.socket;

import io.postroom.identity.Caller;
import io.postroom.people.People;
import io.postroom.protocol.ClientFrame;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import io.postroom.report.Receipts;
import io.postroom.room.Member;
import io.postroom.room.Rooms;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Joining and leaving rooms by a socket: who may, and what is said when a join is done, must start over or fails.
@Singleton
final class Joins {
    private static final Logger LOG = Logger.getLogger(Joins.class);

    private final Rooms rooms;
    private final Receipts receipts;
    private final People people;
    private final SocketConfig config;

    Joins(Rooms rooms, Receipts receipts, People people, SocketConfig config) {
        this.rooms = rooms;
        this.receipts = receipts;
        this.people = people;
        this.config = config;
    }

    /// Blocks for an admin, until the sends before it are answered: virtual threads only.
    void join(Connection connection, ClientFrame.JoinUserRoom join) {
        Caller caller = connection.caller();
        String userId = join.userId();
        if (caller.isUser() && !userId.equals(caller.id())) {
            throw Refusal.forbidden("a user joins no room but the own");
        }
        if (caller.isAdmin() && people.user(userId).isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such user", "userId");
        }
        // What was sent before the join lies before it: the head that the join finds holds it.
        connection.inflow.awaitSends();
        leave(connection, userId);
        if (connection.members().size() >= config.roomsPerSocket()) {
            throw Refusal.rateLimited("a socket is in at most " + config.roomsPerSocket() + " rooms");
        }
        connection.members().put(userId, rooms.join(userId, connection, join.after(), new Joining(connection, join)));
        if (connection.isClosed()) {
            leave(connection, userId);
        }
    }

    void leave(Connection connection, String userId) {
        // Not between the look of a join whether it was left and its answer.
        synchronized (connection.members()) {
            Member member = connection.members().remove(userId);
            if (member != null) {
                rooms.leave(member);
            }
        }
    }

    /// Called on virtual threads.
    private final class Joining implements Member.Joining {
        private final Connection connection;
        private final ClientFrame.JoinUserRoom join;

        Joining(Connection connection, ClientFrame.JoinUserRoom join) {
            this.connection = connection;
            this.join = join;
        }

        @Override
        public void joined(Member member, long seq) {
            if (nobodyAsks(member)) {
                return;
            }
            long unread = receipts.unreadUpTo(join.userId(), seq);
            boolean left;
            synchronized (connection.members()) {
                left = member.hasLeft();
                if (!left) {
                    connection.say(new ServerFrame.UserRoomJoined(join.ref(), join.userId(), seq, unread));
                }
            }
            if (left) {
                failed(member, Refusal.conflict(OVERTAKEN));
                return;
            }
            LOG.infof(
                    connection.caller().isUser()
                            ? "User %s joined their room: socket %s, seq %d"
                            : "The room of user %s is watched: socket %s, seq %d",
                    join.userId(),
                    connection.id(),
                    seq);
        }

        @Override
        public void resync(Member member, long head) {
            boolean silent = nobodyAsks(member);
            forget(member);
            if (silent) {
                return;
            }
            connection.say(new ServerFrame.Resync(join.ref(), join.userId(), head));
        }

        @Override
        public void failed(Member member, RuntimeException failure) {
            boolean silent = nobodyAsks(member);
            forget(member);
            if (!silent) {
                Answers.refuse(connection, join, failure);
            }
        }

        /// A later frame has left the room or joined it anew: only who gave a `ref` still waits for this answer, and
        /// anybody else would take it for the answer to the later frame.
        private boolean nobodyAsks(Member member) {
            return connection.isClosed() || (join.ref() == null && member.hasLeft());
        }

        private void forget(Member member) {
            connection.members().remove(member.userId(), member);
            rooms.leave(member);
        }
    }
}
