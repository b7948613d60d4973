package io.postroom.room;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A room that has members on this replica: how far it was handed on, and to whom. Hands on strictly in order: the
/// next number goes out, an older one is a duplicate, a later one waits for a short while. Every method is short,
/// never blocks and is safe from any thread.
final class Room {
    private static final Logger LOG = Logger.getLogger(Room.class);
    static final long UNKNOWN = -1;
    /// Events that wait for a gap to close; more of them and the log is read anyway.
    private static final int EARLY_MAX = 64;

    final String userId;
    final CompletionStage<Boolean> subscribed;
    private final Consumer<Member> startReading;
    private final List<Member> members = new ArrayList<>(1);
    private long head = UNKNOWN;
    /// The highest number heard of, by whatever way.
    private long heardOf;
    private @Nullable TreeMap<Long, RoomEvent> early;
    private boolean filling;

    Room(String userId, CompletionStage<Boolean> subscribed, Consumer<Member> startReading) {
        this.userId = userId;
        this.subscribed = subscribed;
        this.startReading = startReading;
    }

    synchronized void add(Member member) {
        members.add(member);
    }

    /// True if nobody is left.
    synchronized boolean remove(Member member) {
        member.state = Member.State.GONE;
        members.remove(member);
        return members.isEmpty();
    }

    synchronized List<Member> members() {
        return List.copyOf(members);
    }

    /// A hint or an own message. True if the log must be read (after a short wait) because a number is missing.
    synchronized boolean hint(RoomEvent event) {
        heardOf = Math.max(heardOf, event.seq());
        if (head == UNKNOWN || event.seq() <= head) {
            return false;
        }
        if (event.seq() == head + 1) {
            handOn(event);
            takeEarly();
        } else {
            if (early == null) {
                early = new TreeMap<>();
            }
            early.put(event.seq(), event);
            if (early.size() > EARLY_MAX) {
                early.pollLastEntry();
            }
        }
        return startFilling();
    }

    /// Somebody saw that the head is there. True if the log must be read.
    synchronized boolean headSeen(long seq) {
        heardOf = Math.max(heardOf, seq);
        return head != UNKNOWN && startFilling();
    }

    /// The first head read after the subscription stood. True if the log must be read.
    synchronized boolean open(long seq) {
        heardOf = Math.max(heardOf, seq);
        if (head == UNKNOWN) {
            head = seq;
        }
        return startFilling();
    }

    private boolean startFilling() {
        if (filling || heardOf <= head) {
            return false;
        }
        filling = true;
        return true;
    }

    /// The place to fill from; [#UNKNOWN] if the gap has closed or nobody is left, and filling is over.
    synchronized long gap() {
        if (heardOf <= head || members.isEmpty()) {
            filling = false;
            return UNKNOWN;
        }
        return head;
    }

    /// A page of the log, holes already verified.
    synchronized void fill(List<RoomEvent> page) {
        for (RoomEvent event : page) {
            if (event.seq() > head) {
                handOn(event);
            }
        }
        takeEarly();
    }

    /// What was heard of after `place` is not in the log.
    synchronized void notThere(long place) {
        if (head == place) {
            heardOf = head;
            early = null;
        }
    }

    private void takeEarly() {
        while (early != null) {
            RoomEvent first = early.firstEntry().getValue();
            if (first.seq() > head + 1) {
                return;
            }
            early.pollFirstEntry();
            if (first.seq() == head + 1) {
                handOn(first);
            }
            if (early.isEmpty()) {
                early = null;
            }
        }
    }

    private void handOn(RoomEvent event) {
        long before = head;
        head = event.seq();
        for (Member member : members) {
            if (member.state != Member.State.LIVE || member.place >= event.seq()) {
                continue;
            }
            if (member.place >= before && member.outlet.roomy()) {
                deliver(member, event);
            } else {
                member.state = Member.State.READING;
                startReading.accept(member);
            }
        }
    }

    /// Hands a page to a member that is behind. False if it has left.
    synchronized boolean replay(Member member, List<RoomEvent> page) {
        if (member.state != Member.State.READING) {
            return false;
        }
        for (RoomEvent event : page) {
            if (event.seq() > member.place) {
                deliver(member, event);
            }
        }
        return true;
    }

    /// One connection that fails must not keep the others from getting theirs.
    private static void deliver(Member member, RoomEvent event) {
        member.place = event.seq();
        try {
            member.outlet.deliver(event);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a connection in the room of user %s failed", member.userId());
        }
    }

    /// True if the member is live now, or gone; false if there is more to read.
    synchronized boolean settle(Member member) {
        if (member.state != Member.State.READING) {
            return true;
        }
        if (member.place < head) {
            return false;
        }
        member.state = Member.State.LIVE;
        return true;
    }

    synchronized long place(Member member) {
        return member.place;
    }

    synchronized void place(Member member, long seq) {
        member.place = seq;
    }

    synchronized boolean reading(Member member) {
        return member.state == Member.State.READING;
    }

    synchronized boolean hasLeft(Member member) {
        return member.state == Member.State.GONE;
    }

    synchronized void announce(String frame) {
        for (Member member : members) {
            member.outlet.announce(frame);
        }
    }
}
