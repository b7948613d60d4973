package io.postroom.room;

import io.postroom.protocol.Frames;
import io.postroom.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The facade of the rooms: join, leave, hand on what was stored, announce what changed. Nothing here waits for
/// Redis, and only [#watch] blocks.
public final class Rooms implements RoomAdapter.Listener {
    private static final Logger LOG = Logger.getLogger(Rooms.class);
    private static final String CONTROL = "control";
    private static final String HEADS = "heads";
    private static final long STALE_WITHIN_MS = 10_000;

    private final String replica;
    private final RoomAdapter adapter;
    private final EventEncoder encoder;
    private final CatchUp catchUp;
    private final Executor virtual;
    private final RoomMeters meters;
    private final Replicas replicas;
    private final HeadNews headNews;
    private final HeadWatch headWatch;
    private final Consumer<String> sessionEnded;
    private final LocalRooms rooms = new LocalRooms();
    private final LocalAdmins admins = new LocalAdmins();
    private final Unsent unsent = new Unsent();
    private final AtomicLong states = new AtomicLong();
    private final StatesSeen statesSeen = new StatesSeen();
    private final AtomicBoolean notUnderstood = new AtomicBoolean();
    private volatile @Nullable LogWriter writer;

    /// `sessionEnded` hears of logouts on other replicas.
    public Rooms(
            RoomAdapter adapter,
            RoomLog log,
            EventEncoder encoder,
            ReplicaBoard board,
            Executor virtual,
            ScheduledExecutorService timer,
            RoomMeters meters,
            Consumer<String> sessionEnded) {
        this.replica = UUID.randomUUID().toString().substring(0, 8);
        this.adapter = adapter;
        this.encoder = encoder;
        this.virtual = virtual;
        this.meters = meters;
        this.sessionEnded = sessionEnded;
        this.catchUp = new CatchUp(new LogReader(log, encoder, meters), virtual, timer, meters);
        this.replicas = new Replicas(board, UUID.randomUUID().toString());
        this.headNews = new HeadNews(timer, this::tellOthers);
        this.headWatch = new HeadWatch(log, rooms, replicas, this::headSeen, this::stateStale);
        meters.gauge("postroom.rooms", "rooms with a member on this replica", rooms, LocalRooms::size);
        meters.gauge("postroom.replicas.silent", "other replicas that say nothing", replicas, Replicas::silent);
        meters.gauge(
                "postroom.redis.connected",
                "1 if this replica reaches Redis, else 0",
                adapter,
                redis -> redis.connected() ? 1 : 0);
    }

    /// Whether this replica hears of every head that another one moves: there is none, or the wire is whole and nobody
    /// is suspected of silence.
    public boolean hearsOfHeads() {
        return replicas.alone() || (adapter.connected() && !headWatch.isCutOff() && !replicas.suspect());
    }

    /// The writer learns the heads that other replicas have moved.
    public void tellHeads(LogWriter to) {
        writer = to;
    }

    public void start() {
        adapter.start(this);
        adapter.subscribe(CONTROL);
        adapter.subscribe(HEADS);
    }

    /// A new member; what becomes of it is told to `joining`. `after` null: from the head on. A member that is
    /// refused or must start over has left already when that is told.
    public Member join(String userId, Outlet outlet, @Nullable Long after, Member.Joining joining) {
        Member member =
                rooms.add(userId, this::open, room -> new Member(room, outlet, after == null ? -1 : after, joining));
        catchUp.join(member);
        return member;
    }

    private Room open(String userId) {
        return new Room(userId, adapter.subscribe(channelOf(userId)), catchUp::behind);
    }

    public void leave(Member member) {
        rooms.remove(member, () -> adapter.unsubscribe(channelOf(member.userId())));
    }

    public void addAdmin(String adminId, Outlet outlet) {
        admins.add(adminId, outlet, () -> adapter.subscribe(channelOfAdmin(adminId)));
    }

    public void removeAdmin(String adminId, Outlet outlet) {
        admins.remove(adminId, outlet, () -> adapter.unsubscribe(channelOfAdmin(adminId)));
    }

    /// A message found stored: to the members here at once, to the other replicas as a hint. May encode and so may look
    /// people up: virtual threads only.
    public RoomEvent handOn(LogEntry entry) {
        RoomEvent event = encoder.encode(List.of(entry)).getFirst();
        Room room = rooms.get(entry.userId());
        if (room != null && room.hint(event)) {
            catchUp.gapSoon(room);
        }
        publish(
                channelOf(entry.userId()),
                new Hint.Stored(replica, event),
                () -> unsent.add(entry.userId(), event.seq()));
        if (!replicas.alone()) {
            headNews.add(entry.userId(), event.seq());
        }
        meters.handedOn.record(Duration.between(entry.createdAt(), Instant.now()));
        return event;
    }

    /// A receipt: once to every socket that is in the room or belongs to one of the admins, on any replica.
    public void announce(String userId, List<String> adminIds, ServerFrame frame) {
        Hint.State state = new Hint.State(replica + states.incrementAndGet(), userId, adminIds, Frames.encode(frame));
        announce(state);
        String hint = state.encode();
        publish(channelOf(userId), hint, unsent::addState);
        for (String adminId : adminIds) {
            publish(channelOfAdmin(adminId), hint, unsent::addState);
        }
    }

    /// As [#announce]: the state of this room may have changed unseen, and is to be read again.
    public void announceStale(String userId, List<String> adminIds) {
        announce(userId, adminIds, new ServerFrame.StateStale(userId, STALE_WITHIN_MS));
    }

    /// Sockets opened with this login end, here at once and on the other replicas by hint.
    public void endSession(String session) {
        sessionEnded.accept(session);
        publish(CONTROL, new Hint.SessionEnded(session), () -> {});
    }

    private void tellOthers(Map<String, Long> heads) {
        adapter.publish(HEADS, new Hint.Heads(replica, heads).encode());
    }

    private void publish(String channel, Hint hint, Runnable lost) {
        publish(channel, hint.encode(), lost);
    }

    private void publish(String channel, String hint, Runnable lost) {
        CompletionStage<Boolean> sent = adapter.publish(channel, hint);
        sent.whenComplete((went, failure) -> {
            if (failure != null || !went) {
                meters.hintsLost.increment();
                lost.run();
            }
        });
    }

    private void announce(Hint.State state) {
        if (!statesSeen.isFirst(state.id())) {
            return;
        }
        Set<Outlet> outlets = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        Room room = rooms.get(state.userId());
        if (room != null) {
            room.members().forEach(member -> outlets.add(member.outlet));
        }
        state.adminIds().forEach(adminId -> outlets.addAll(admins.of(adminId)));
        outlets.forEach(outlet -> outlet.announce(state.frame()));
    }

    @Override
    public void hint(String channel, String payload) {
        if (Hint.isOwn(payload, replica)) {
            return;
        }
        switch (Hint.decode(payload)) {
            case Hint.Stored stored -> {
                Room room = rooms.get(userOf(channel));
                if (room != null && room.hint(stored.event())) {
                    catchUp.gapSoon(room);
                }
            }
            case Hint.HeadMoved moved -> headSeen(userOf(channel), moved.seq());
            case Hint.State state -> announce(state);
            case Hint.Heads news -> {
                LogWriter told = writer;
                if (told != null) {
                    news.heads().forEach(told::told);
                }
            }
            case Hint.SessionEnded ended -> sessionEnded.accept(ended.session());
            case Hint.Unknown unknown -> LOG.debugf("a hint of the later kind %s was passed over", unknown.kind());
            case Hint.NotUnderstood _ -> {
                if (!notUnderstood.getAndSet(true)) {
                    LOG.warnf("a hint over %s is not understood; for such hints the log is read instead", channel);
                }
                headWatch.missed();
            }
        }
    }

    private void headSeen(String userId, long seq) {
        Room room = rooms.get(userId);
        if (room != null && room.headSeen(seq)) {
            catchUp.gapNow(room);
        }
    }

    @Override
    public void resubscribed() {
        headWatch.cutOff(false);
        sendUnsent();
        virtual.execute(headWatch::readNow);
        stateStale();
    }

    @Override
    public void cutOff() {
        headWatch.cutOff(true);
    }

    /// Every second, on one virtual thread: says that this replica lives, hears who might be silent, and reads the
    /// heads of the rooms here while somebody is. Throws when the store does not answer.
    public void watch() {
        if (adapter.connected() && unsent.any()) {
            sendUnsent();
        }
        headWatch.round(unsent.any(), adapter.connected());
    }

    private void sendUnsent() {
        unsent.take()
                .forEach((userId, seq) ->
                        publish(channelOf(userId), new Hint.HeadMoved(seq), () -> unsent.add(userId, seq)));
    }

    /// Receipts may have been missed: everybody reads the state again, at a random moment.
    private void stateStale() {
        rooms.all()
                .forEach(
                        room -> room.announce(Frames.encode(new ServerFrame.StateStale(room.userId, STALE_WITHIN_MS))));
        String all = Frames.encode(new ServerFrame.StateStale(null, STALE_WITHIN_MS));
        admins.all().forEach(set -> set.forEach(outlet -> outlet.announce(all)));
    }

    /// In an orderly end, after the last message was handed on.
    public void stop() {
        try {
            if (!unsent.any()) {
                replicas.leave();
            }
        } catch (RuntimeException e) {
            LOG.debugf("the replica's document stays for the others to remove (%s)", e.getClass());
        }
        try {
            adapter.close();
        } catch (Exception e) {
            LOG.debugf(e, "the connections to Redis did not close");
        }
    }

    private static String channelOf(String userId) {
        return "room:" + userId;
    }

    private static String channelOfAdmin(String adminId) {
        return "admin:" + adminId;
    }

    private static String userOf(String channel) {
        return channel.substring(channel.indexOf(':') + 1);
    }
}
