package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.History.Announced;
import io.postroom.faults.History.DoneRead;
import io.postroom.faults.History.DoneUpTo;
import io.postroom.faults.History.Event;
import io.postroom.faults.History.Joined;
import io.postroom.faults.History.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One tab of a user: it joins with its cursor, shows what comes, sends receipts, and comes back to whichever replica
/// takes it whenever its socket ends, and sometimes for no reason.
final class Device implements Runnable {
    private static final long JOIN_MS = 12_000;

    private final String name;
    private final String room;
    private final Workload work;
    private final Map<String, LongFunction<Event>> receipts = new ConcurrentHashMap<>();
    private final AtomicInteger refs = new AtomicInteger();
    private volatile @Nullable SocketClient socket;
    private volatile long place;
    private volatile boolean joined;
    private volatile boolean stalled;

    Device(String name, String room, Workload work) {
        this.name = name;
        this.room = room;
        this.work = work;
    }

    String name() {
        return name;
    }

    String room() {
        return room;
    }

    long place() {
        return place;
    }

    void cut() {
        SocketClient open = socket;
        if (open != null) {
            open.cut();
        }
    }

    synchronized void stall(boolean stall) {
        stalled = stall;
        SocketClient open = socket;
        if (open != null) {
            if (stall) {
                open.stall();
            } else {
                open.resume();
            }
        }
    }

    @Override
    public void run() {
        try {
            while (!work.stopped()) {
                SocketClient open = connect();
                if (open == null) {
                    work.rest(100);
                    continue;
                }
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MS);
                while (!open.closed().isDone() && !work.stopped()) {
                    work.rest(50);
                    if (stalled) {
                        end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MS);
                    }
                    if (!joined && System.nanoTime() > end || !work.paused() && work.chance(400)) {
                        open.cut();
                    }
                }
                // Nothing of the old socket may be recorded after something of the new one.
                retire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void retire() {
        socket = null;
        joined = false;
        receipts.clear();
    }

    private @Nullable SocketClient connect() {
        Life listening = new Life();
        try {
            SocketClient open = SocketClient.connect(work.wayIn().userUrl(room), Tokens.user(room), listening::frame);
            synchronized (this) {
                socket = open;
                listening.begin();
                if (stalled) {
                    open.stall();
                }
            }
            open.join(room, place);
            return open;
        } catch (RuntimeException refused) {
            return null;
        }
    }

    /// One connection; it records nothing any more once the device has another.
    private final class Life {
        private @Nullable SocketClient mine;

        void begin() {
            mine = socket;
        }

        void frame(JsonNode frame) {
            synchronized (Device.this) {
                if (mine != null && mine == socket) {
                    take(mine, frame);
                }
            }
        }
    }

    private void take(SocketClient from, JsonNode frame) {
        History history = work.history();
        long now = history.now();
        switch (SocketClient.type(frame)) {
            case "receiveReportMessage" -> {
                Shown shown = Shown.of(now, name, room, frame);
                history.add(shown);
                place = Math.max(place, shown.seq());
                receipt(from, shown.id(), shown.seq());
            }
            case "userRoomJoined" -> {
                joined = true;
                history.add(new Joined(now, name, room, place, frame.get("seq").asLong()));
            }
            case "reportMessagesDelivered", "reportMessagesRead" -> {
                boolean read = SocketClient.type(frame).equals("reportMessagesRead");
                List<String> ids = new ArrayList<>();
                frame.path("messageIds").forEach(id -> ids.add(id.asText()));
                history.add(new Announced(
                        now,
                        name,
                        frame.get("userId").asText(),
                        ids,
                        frame.path("upTo").asLong(),
                        read,
                        frame.get(read ? "readAt" : "deliveredAt").asText()));
            }
            case "done" -> {
                LongFunction<Event> done = receipts.remove(frame.path("ref").asText());
                if (done != null) {
                    history.add(done.apply(now));
                }
            }
            case "error" -> {
                if (!joined) {
                    // The join was refused: a device would come back.
                    from.cut();
                }
            }
            default -> {}
        }
    }

    private void receipt(SocketClient to, String id, long seq) {
        String ref = "r" + refs.incrementAndGet();
        switch (work.draw(12)) {
            case 0, 1, 2 -> {
                receipts.put(ref, at -> new DoneUpTo(at, room, seq, false));
                to.send("{\"type\":\"ack\",\"ref\":\"%s\",\"seq\":%d}".formatted(ref, seq));
            }
            case 3 -> {
                receipts.put(ref, at -> new DoneRead(at, room, id));
                to.send("{\"type\":\"markRead\",\"ref\":\"%s\",\"messageId\":\"%s\"}".formatted(ref, id));
            }
            case 4 -> {
                receipts.put(ref, at -> new DoneUpTo(at, room, seq, true));
                to.send("{\"type\":\"markAllRead\",\"ref\":\"%s\",\"upTo\":%d}".formatted(ref, seq));
            }
            default -> {}
        }
    }
}
