package io.postroom.socket;

import io.netty.channel.Channel;
import io.postroom.identity.Caller;
import io.postroom.identity.Callers;
import io.postroom.protocol.ClientFrame;
import io.postroom.protocol.FrameRefusal;
import io.postroom.protocol.Frames;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ReportDraft;
import io.postroom.protocol.ServerFrame;
import io.postroom.report.Acks;
import io.postroom.report.Receipts;
import io.postroom.report.Sending;
import io.postroom.report.StoreHistory;
import io.postroom.room.Rooms;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/// What is said on a socket, frame by frame in the order sent. A frame that has to wait for the store is handled on a
/// virtual thread while the socket is not read; all others at once on the event loop.
@Singleton
final class Dialogue {
    private static final Logger LOG = Logger.getLogger(Dialogue.class);

    private final Sockets sockets;
    private final Rooms rooms;
    private final Sending sending;
    private final Receipts receipts;
    private final Acks acks;
    private final Joins joins;
    private final Callers callers;
    private final SocketConfig config;
    private final StoreHistory history;
    private final Executor virtual = Executors.newVirtualThreadPerTaskExecutor();

    Dialogue(
            Sockets sockets,
            Rooms rooms,
            Sending sending,
            Receipts receipts,
            Acks acks,
            Joins joins,
            Callers callers,
            SocketConfig config,
            StoreHistory history) {
        this.sockets = sockets;
        this.rooms = rooms;
        this.sending = sending;
        this.receipts = receipts;
        this.acks = acks;
        this.joins = joins;
        this.callers = callers;
        this.config = config;
        this.history = history;
    }

    Connection opened(WebSocketConnection socket) {
        Caller caller = socket.userData().remove(Upgrade.CALLER);
        Channel channel = socket.userData().remove(Upgrade.CHANNEL);
        Connection connection = new Connection(socket, channel, caller, config);
        Handshake.done(socket.userData(), channel);
        OversizeFrames.watch(channel);
        if (!sockets.add(connection)) {
            connection.close(CloseCode.TOO_MUCH);
            return connection;
        }
        connection.say(new ServerFrame.Welcome(
                caller.role().name(),
                caller.id(),
                history.log(),
                new ServerFrame.Limits(
                        config.frame(), ReportDraft.TITLE_MAX, ReportDraft.MESSAGE_MAX, config.sendsInFlight()),
                config.heartbeat().toMillis()));
        if (caller.isAdmin()) {
            rooms.addAdmin(caller.id(), connection);
        }
        LOG.infof("Socket connected: %s, %s %s", connection.id(), caller.role(), caller.id());
        return connection;
    }

    void closed(Connection connection) {
        connection.closed();
        sockets.remove(connection);
        connection.members().values().forEach(rooms::leave);
        Caller caller = connection.caller();
        if (caller.isAdmin()) {
            rooms.removeAdmin(caller.id(), connection);
        }
        LOG.infof("Socket disconnected: %s, %s %s", connection.id(), caller.role(), caller.id());
    }

    /// A frame that has begun, as [Connection#begins] says.
    Uni<Void> text(Connection connection, String text) {
        connection.heard();
        connection.inflow.frame();
        ClientFrame frame;
        try {
            frame = Frames.decode(text);
        } catch (FrameRefusal e) {
            Answers.refuse(connection, e);
            connection.ended();
            return Uni.createFrom().voidItem();
        }
        if (!waits(connection, frame)) {
            try {
                answered(connection, frame);
            } finally {
                connection.ended();
            }
            return Uni.createFrom().voidItem();
        }
        connection.inflow.pause();
        return Uni.createFrom()
                .completionStage(CompletableFuture.runAsync(
                        () -> {
                            try {
                                answered(connection, frame);
                            } finally {
                                connection.inflow.resume();
                                connection.ended();
                            }
                        },
                        virtual));
    }

    private boolean waits(Connection connection, ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.SendReportMessage send ->
                connection.caller().isAdmin()
                        && !sending.knows(connection.caller(), send.draft().userId());
            case ClientFrame.JoinUserRoom join -> connection.caller().isAdmin();
            case ClientFrame.LeaveUserRoom leave -> false;
            case ClientFrame.Ack ack -> false;
            case ClientFrame.MarkRead markRead -> true;
            case ClientFrame.MarkAllRead markAllRead -> true;
            case ClientFrame.RefreshToken refreshToken -> true;
        };
    }

    private void answered(Connection connection, ClientFrame frame) {
        try {
            handle(connection, frame);
        } catch (RuntimeException e) {
            Answers.refuse(connection, frame, e);
        }
    }

    private void handle(Connection connection, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.JoinUserRoom join -> joins.join(connection, join);
            case ClientFrame.LeaveUserRoom leave -> {
                joins.leave(connection, leave.userId());
                Answers.done(connection, leave.ref());
            }
            case ClientFrame.SendReportMessage send -> send(connection, send);
            case ClientFrame.MarkRead markRead -> {
                receipts.read(user(connection).id(), markRead.messageId(), "messageId");
                Answers.done(connection, markRead.ref());
            }
            case ClientFrame.MarkAllRead markAllRead -> {
                Long upTo = markAllRead.upTo();
                receipts.readAll(user(connection).id(), upTo == null ? Long.MAX_VALUE : upTo);
                Answers.done(connection, markAllRead.ref());
            }
            case ClientFrame.Ack ack -> {
                var _ = acks.ack(user(connection).id(), ack.seq()).whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        Answers.done(connection, ack.ref());
                    } else {
                        Answers.refuse(connection, ack, failure);
                    }
                });
            }
            case ClientFrame.RefreshToken refresh -> {
                Caller renewed = callers.verify(refresh.token());
                Caller caller = connection.caller();
                if (!renewed.id().equals(caller.id()) || renewed.role() != caller.role()) {
                    throw Refusal.forbidden("the token is somebody else's");
                }
                connection.caller(renewed);
                Answers.done(connection, refresh.ref());
            }
        }
    }

    private static Caller user(Connection connection) {
        if (!connection.caller().isUser()) {
            throw Refusal.forbidden("receipts are the user's");
        }
        return connection.caller();
    }

    private void send(Connection connection, ClientFrame.SendReportMessage send) {
        CompletableFuture<io.postroom.report.Sent> sent = sending.send(connection.caller(), send.draft());
        connection.goesOn();
        connection.inflow.sendBegins();
        var _ = sent.whenComplete((stored, failure) -> {
            connection.inflow.sendEnds();
            try {
                if (failure == null) {
                    connection.say(ServerFrame.ReportMessageSent.stored(send.ref(), stored.message()));
                } else {
                    Answers.refuse(connection, send, failure);
                }
            } finally {
                connection.ended();
            }
        });
    }
}
