package io.postroom.faults;

import io.postroom.faults.History.Announced;
import io.postroom.faults.History.Broke;
import io.postroom.faults.History.Confirmed;
import io.postroom.faults.History.DoneRead;
import io.postroom.faults.History.DoneUpTo;
import io.postroom.faults.History.Event;
import io.postroom.faults.History.Joined;
import io.postroom.faults.History.Polled;
import io.postroom.faults.History.Refused;
import io.postroom.faults.History.Shown;
import io.postroom.faults.History.Stored;
import io.postroom.faults.History.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The promise, as a function of what was recorded and of what stands in the store at a moment when nothing is under
/// way: nothing confirmed is missing from the store or from any device, nothing is there twice, everything in order,
/// no number is left out, nothing is in a foreign room, receipts never go backwards, all devices are equal.
public final class HistoryCheck {
    /// What is wrong, and when it was seen.
    public record Violation(long at, String what) {}

    private static final Duration OVERLAP = Duration.ofSeconds(15);

    private final List<Event> events;
    private final Map<String, TreeMap<Long, Stored>> rooms = new TreeMap<>();
    private final Map<String, Stored> byId = new HashMap<>();
    private final Map<String, String> devices;
    private final List<Violation> violations = new ArrayList<>();
    private final long end;

    private HistoryCheck(List<Event> events, List<Stored> stored, Map<String, String> devices) {
        this.events = events;
        this.devices = devices;
        this.end = events.isEmpty() ? 0 : events.getLast().at();
        for (Stored one : stored) {
            rooms.computeIfAbsent(one.user(), user -> new TreeMap<>()).merge(one.seq(), one, (first, second) -> {
                wrong(end, "two messages have the number %d in room %s".formatted(one.seq(), one.user()));
                return first;
            });
            byId.put(one.id(), one);
        }
    }

    /// @param devices the room of each device that must have seen everything by now
    public static List<Violation> check(List<Event> events, List<Stored> stored, Map<String, String> devices) {
        HistoryCheck check = new HistoryCheck(events, stored, devices);
        check.store(stored);
        check.confirmations();
        check.orderOfSenders();
        check.devices();
        check.receipts();
        return check.violations.stream()
                .sorted(Comparator.comparingLong(Violation::at))
                .toList();
    }

    private void wrong(long at, String what) {
        violations.add(new Violation(at, what));
    }

    private void store(List<Stored> stored) {
        rooms.forEach((room, log) -> {
            if (log.firstKey() != 1 || log.lastKey() != log.size()) {
                wrong(end, "room %s has numbers left out: %s".formatted(room, log.keySet()));
            }
        });
        Map<String, Stored> texts = new HashMap<>();
        for (Stored one : stored) {
            Stored twin = texts.put(one.text(), one);
            if (twin != null) {
                wrong(end, "stored twice: %s and %s".formatted(twin, one));
            }
            if (one.isRead() != (one.readAt() != null)) {
                wrong(end, "isRead and readAt disagree: " + one);
            }
        }
    }

    private void confirmations() {
        for (Event event : events) {
            if (event instanceof Confirmed confirmed) {
                Stored stored = byId.get(confirmed.id());
                if (stored == null) {
                    wrong(confirmed.at(), "confirmed and not in the store: " + confirmed);
                } else if (stored.seq() != confirmed.seq()
                        || !stored.user().equals(confirmed.user())
                        || !stored.text().equals(confirmed.key())) {
                    wrong(confirmed.at(), "confirmed as %s, stored as %s".formatted(confirmed, stored));
                }
            }
        }
    }

    /// What one socket sent to one room and was confirmed at its first and only try stands there in the order sent.
    private void orderOfSenders() {
        Map<String, Integer> tries = new HashMap<>();
        Map<String, Long> seqs = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Tried tried) {
                tries.merge(tried.key(), 1, Integer::sum);
            } else if (event instanceof Confirmed confirmed) {
                seqs.put(confirmed.key(), confirmed.seq());
            }
        }
        Map<String, Tried> last = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Tried tried && tries.get(tried.key()) == 1 && seqs.containsKey(tried.key())) {
                Tried before = last.put(tried.sender() + '/' + tried.connection() + '/' + tried.user(), tried);
                if (before != null && seqs.get(before.key()) >= seqs.get(tried.key())) {
                    wrong(tried.at(), "%s was sent before %s and stands after it".formatted(before, tried));
                }
            }
        }
    }

    private void devices() {
        Map<String, Long> places = new HashMap<>();
        for (Event event : events) {
            switch (event) {
                case Shown shown -> {
                    long place = places.getOrDefault(shown.device(), 0L);
                    if (shown.seq() != place + 1) {
                        String how = shown.seq() <= place ? "twice or out of order" : "with a hole before it";
                        wrong(shown.at(), "shown %s (the place was %d): %s".formatted(how, place, shown));
                    }
                    places.put(shown.device(), Math.max(place, shown.seq()));
                    if (!shown.user().equals(shown.room())) {
                        wrong(shown.at(), "shown in a foreign room: " + shown);
                    }
                    Stored stored =
                            rooms.getOrDefault(shown.room(), new TreeMap<>()).get(shown.seq());
                    if (stored == null
                            || !stored.id().equals(shown.id())
                            || !stored.text().equals(shown.text())) {
                        wrong(shown.at(), "shown is %s, stored is %s".formatted(shown, stored));
                    }
                }
                case Joined joined -> {
                    long place = places.getOrDefault(joined.device(), 0L);
                    if (joined.seq() != place) {
                        wrong(joined.at(), "joined at %d, shown up to %d: %s".formatted(joined.seq(), place, joined));
                    }
                }
                case Tried _, Confirmed _, Refused _, DoneUpTo _, DoneRead _, Announced _, Polled _, Broke _ -> {}
            }
        }
        devices.forEach((device, room) -> {
            TreeMap<Long, Stored> log = rooms.getOrDefault(room, new TreeMap<>());
            long head = log.isEmpty() ? 0 : log.lastKey();
            long place = places.getOrDefault(device, 0L);
            if (place != head) {
                wrong(
                        end,
                        "device %s is at %d when all is quiet, and room %s at %d".formatted(device, place, room, head));
            }
        });
    }

    private void receipts() {
        Map<String, Polled> seen = new HashMap<>();
        for (Event event : events) {
            switch (event) {
                case DoneUpTo done ->
                    rooms.getOrDefault(done.room(), new TreeMap<>())
                            .headMap(done.upTo(), true)
                            .values()
                            .forEach(stored -> must(done, stored, done.read()));
                case DoneRead done -> must(done, byId.get(done.id()), true);
                case Announced told
                when !told.ids().isEmpty() -> told.ids().forEach(id -> announced(told, byId.get(id)));
                case Announced told ->
                    rooms.getOrDefault(told.room(), new TreeMap<>())
                            .headMap(told.upTo(), true)
                            .values()
                            .forEach(stored -> announced(told, stored));
                case Polled polled -> {
                    Polled before = seen.put(polled.id(), polled);
                    Stored stored = byId.get(polled.id());
                    if (stored == null) {
                        wrong(polled.at(), "REST showed what is not in the store: " + polled);
                    } else {
                        onlyForward(polled, polled.readAt(), stored.readAt());
                        onlyForward(polled, polled.deliveredAt(), stored.deliveredAt());
                    }
                    if (before != null) {
                        onlyForward(polled, before.readAt(), polled.readAt());
                        onlyForward(polled, before.deliveredAt(), polled.deliveredAt());
                    }
                }
                case Tried _, Confirmed _, Refused _, Joined _, Shown _, Broke _ -> {}
            }
        }
    }

    private void must(Event done, @Nullable Stored stored, boolean read) {
        if (stored == null || stored.deliveredAt() == null || read && stored.readAt() == null) {
            wrong(done.at(), "%s, and the store has %s".formatted(done, stored));
        }
    }

    /// The first time wins: what was announced is the message's time, or came after it; where two changes overlap the
    /// exact time is the store's, and a change is under way for so long at most.
    private void announced(Announced told, @Nullable Stored stored) {
        String time = stored == null ? null : told.read() ? stored.readAt() : stored.deliveredAt();
        if (time == null
                || Instant.parse(time).isAfter(Instant.parse(told.time()).plus(OVERLAP))) {
            wrong(told.at(), "%s, and the store has %s".formatted(told, stored));
        }
    }

    private void onlyForward(Polled polled, @Nullable String before, @Nullable String after) {
        if (before != null && !Objects.equals(before, after)) {
            wrong(polled.at(), "a receipt changed from %s to %s: %s".formatted(before, after, polled));
        }
    }
}
