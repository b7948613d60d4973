package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.History.Joined;
import io.postroom.faults.History.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Many customers, each with one open page, that come in by one address. Each has its place in its room, comes back
/// whenever its socket ends, and measures how long it was without one. Every second one leaves by itself when it is
/// asked to, at a moment of its own within the time it is given; the others wait to be closed.
final class Fleet implements AutoCloseable {
    private static final long FIRST_WAIT_MS = 100;
    private static final long LONGEST_WAIT_MS = 2000;
    private static final int OPENING_AT_ONCE = 16;
    private static final Duration TICK = Duration.ofMillis(10);

    private final Address wayIn;
    private final History history;
    private final List<Page> pages;
    private final List<Long> connects = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;
    private long tickedAt = System.nanoTime();
    private long longestStall;

    Fleet(Address wayIn, History history, int size) {
        this.wayIn = wayIn;
        this.history = history;
        this.pages = IntStream.range(0, size)
                .mapToObj(i -> new Page("page-" + i, Workload.user(i), i % 2 == 0))
                .toList();
        var _ = timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Opens all, a few at a time, and returns when all are in their rooms.
    void open() throws InterruptedException {
        for (int from = 0; from < pages.size(); from += OPENING_AT_ONCE) {
            List<Page> some = pages.subList(from, Math.min(pages.size(), from + OPENING_AT_ONCE));
            some.forEach(page -> threads.execute(page::connect));
            for (Page page : some) {
                page.awaitLive();
            }
        }
    }

    /// The room of each page.
    Map<String, String> rooms() {
        Map<String, String> rooms = new TreeMap<>();
        pages.forEach(page -> rooms.put(page.name, page.user));
        return rooms;
    }

    /// Whether each page has seen its room up to these numbers.
    boolean hasSeen(Map<String, Long> heads) {
        return pages.stream().allMatch(page -> page.place >= heads.getOrDefault(page.user, 0L));
    }

    /// The longest that any page was without a live socket since it was opened, those that still are included.
    Duration longestWithout() {
        return Duration.ofNanos(pages.stream().mapToLong(Page::without).max().orElse(0));
    }

    /// From now on; who is without a socket now counts from when it lost it.
    void forgetLongestWithout() {
        pages.forEach(Page::forgetLongest);
    }

    void forgetConnects() {
        synchronized (connects) {
            connects.clear();
            refusals.clear();
            longestStall = 0;
        }
    }

    /// Why connects came to nothing, and how often.
    Map<String, Integer> refusals() {
        synchronized (connects) {
            return new TreeMap<>(refusals);
        }
    }

    private void tick() {
        synchronized (connects) {
            long now = System.nanoTime();
            longestStall = Math.max(longestStall, now - tickedAt - TICK.toNanos());
            tickedAt = now;
        }
    }

    /// The longest that this process stood still, since connects were forgotten: what it would have done meanwhile it
    /// then does at once.
    Duration longestStall() {
        synchronized (connects) {
            return Duration.ofNanos(longestStall);
        }
    }

    /// The most attempts to connect within any one second.
    int mostConnectsInASecond() {
        long second = TimeUnit.SECONDS.toNanos(1);
        List<Long> times;
        synchronized (connects) {
            times = connects.stream().sorted().toList();
        }
        int most = 0;
        for (int from = 0, to = 0; to < times.size(); to++) {
            while (times.get(to) - times.get(from) >= second) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Override
    public void close() {
        over = true;
        timer.shutdownNow();
        pages.forEach(Page::end);
        threads.close();
    }

    private void later(double millis, Runnable what) {
        if (!over) {
            var _ = timer.schedule(() -> threads.execute(what), (long) (millis * 1000), TimeUnit.MICROSECONDS);
        }
    }

    private final class Page {
        private final String name;
        private final String user;
        private final boolean obeys;
        private volatile long place;
        private @Nullable SocketClient socket;
        private long goneAt = System.nanoTime();
        private boolean live;
        private long longest;
        private long wait = FIRST_WAIT_MS;

        Page(String name, String user, boolean obeys) {
            this.name = name;
            this.user = user;
            this.obeys = obeys;
        }

        void connect() {
            if (over) {
                return;
            }
            synchronized (connects) {
                connects.add(System.nanoTime());
            }
            SocketClient[] mine = new SocketClient[1];
            try {
                SocketClient open =
                        SocketClient.connect(wayIn.userUrl(user), Tokens.user(user), frame -> take(mine[0], frame));
                synchronized (this) {
                    // What came before is not looked at: only a welcome can have.
                    mine[0] = open;
                    socket = open;
                }
                open.join(user, place);
                open.closed().thenAccept(code -> lost(open));
            } catch (RuntimeException refused) {
                synchronized (connects) {
                    refusals.merge(String.valueOf(refused.getMessage()), 1, Integer::sum);
                }
                again();
            }
        }

        private synchronized void again() {
            double millis = ThreadLocalRandom.current().nextDouble(wait);
            wait = Math.min(LONGEST_WAIT_MS, wait * 2);
            later(millis, this::connect);
        }

        private synchronized void take(@Nullable SocketClient from, JsonNode frame) {
            if (from == null || from != socket) {
                return;
            }
            long now = history.now();
            switch (SocketClient.type(frame)) {
                case "userRoomJoined" -> {
                    longest = Math.max(longest, System.nanoTime() - goneAt);
                    live = true;
                    wait = FIRST_WAIT_MS;
                    history.add(
                            new Joined(now, name, user, place, frame.get("seq").asLong()));
                    notifyAll();
                }
                case "receiveReportMessage" -> {
                    Shown shown = Shown.of(now, name, user, frame);
                    history.add(shown);
                    place = Math.max(place, shown.seq());
                }
                case "goingAway" -> {
                    if (obeys) {
                        long within = frame.get("reconnectWithinMs").asLong();
                        later(ThreadLocalRandom.current().nextDouble(within), from::cut);
                    }
                }
                case "error" -> from.cut();
                default -> {}
            }
        }

        private synchronized void lost(SocketClient ended) {
            if (ended == socket) {
                socket = null;
                if (live) {
                    live = false;
                    goneAt = System.nanoTime();
                }
                again();
            }
        }

        synchronized void awaitLive() throws InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!live) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(name + " did not get into its room");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            longest = 0;
        }

        synchronized long without() {
            return live ? longest : Math.max(longest, System.nanoTime() - goneAt);
        }

        synchronized void forgetLongest() {
            longest = 0;
        }

        synchronized void end() {
            if (socket != null) {
                socket.cut();
            }
        }
    }
}
