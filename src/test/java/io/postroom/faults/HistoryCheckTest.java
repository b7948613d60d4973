package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.History.Announced;
import io.postroom.faults.History.Confirmed;
import io.postroom.faults.History.DoneUpTo;
import io.postroom.faults.History.Event;
import io.postroom.faults.History.Joined;
import io.postroom.faults.History.Polled;
import io.postroom.faults.History.Shown;
import io.postroom.faults.History.Stored;
import io.postroom.faults.History.Tried;
import io.postroom.faults.HistoryCheck.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The checker itself: a good history passes, and each way of breaking the promise is told.
class HistoryCheckTest {
    private static final String ROOM = "room";
    private static final String T1 = "2026-01-01T00:00:01.000Z";
    private static final String T2 = "2026-01-01T00:00:02.000Z";
    private static final String MUCH_LATER = "2026-01-01T00:10:00.000Z";

    private final List<Stored> store = new ArrayList<>(List.of(stored(1), stored(2), stored(3)));
    private final List<Event> events = new ArrayList<>(List.of(
            new Joined(0, "d", ROOM, 0, 0),
            new Tried(1, "s", ROOM, "key1", 1, 1),
            new Tried(1, "s", ROOM, "key2", 1, 2),
            confirmed(1),
            shown(1),
            confirmed(2),
            shown(2),
            confirmed(3),
            shown(3)));

    @Test
    void aHistoryThatKeepsThePromisePasses() {
        assertThat(check()).isEmpty();
    }

    @Test
    void aConfirmedMessageThatIsNotStoredIsTold() {
        store.removeLast();
        events.removeLast();
        tells("confirmed and not in the store");
    }

    @Test
    void aConfirmationUnderAnotherNumberIsTold() {
        events.add(new Confirmed(9, "s", ROOM, "key2", "id2", 3));
        tells("confirmed as");
    }

    @Test
    void aDeviceThatMissesTheLastMessageIsTold() {
        events.removeLast();
        tells("when all is quiet");
    }

    @Test
    void aMessageShownTwiceIsTold() {
        events.add(shown(3));
        tells("twice or out of order");
    }

    @Test
    void aMessageShownBeforeAnEarlierOneIsTold() {
        java.util.Collections.swap(events, 4, 6);
        tells("with a hole before it");
    }

    @Test
    void aMessageThatIsShownAndStoredOtherwiseIsTold() {
        events.set(8, new Shown(8, "d", ROOM, ROOM, "other", 3, "key3"));
        tells("shown is");
    }

    @Test
    void aMessageInAForeignRoomIsTold() {
        events.set(8, new Shown(8, "d", ROOM, "elsewhere", "id3", 3, "key3"));
        tells("foreign room");
    }

    @Test
    void aJoinThatPromisesMoreThanWasReplayedIsTold() {
        events.add(new Joined(9, "d", ROOM, 3, 4));
        tells("joined at 4");
    }

    @Test
    void aMessageStoredTwiceIsTold() {
        store.add(new Stored(ROOM, 4, "id4", "key4", "key3", false, null, null));
        events.add(new Shown(9, "d", ROOM, ROOM, "id4", 4, "key3"));
        tells("stored twice");
    }

    @Test
    void aNumberLeftOutIsTold() {
        store.set(1, new Stored(ROOM, 7, "id2", "key2", "key2", false, null, null));
        tells("numbers left out");
    }

    @Test
    void twoMessagesWithOneNumberAreTold() {
        store.add(new Stored(ROOM, 3, "id4", "key4", "key4", false, null, null));
        tells("two messages have the number 3");
    }

    @Test
    void pipelinedSendsInAnotherOrderAreTold() {
        events.set(1, new Tried(1, "s", ROOM, "key2", 1, 1));
        events.set(2, new Tried(1, "s", ROOM, "key1", 1, 2));
        tells("stands after it");
    }

    @Test
    void anAckThatLeftNoTraceIsTold() {
        events.add(new DoneUpTo(9, ROOM, 2, false));
        tells("DoneUpTo");
    }

    @Test
    void aReceiptThatChangedIsTold() {
        store.set(0, new Stored(ROOM, 1, "id1", "key1", "key1", true, T2, T1));
        events.add(new Polled(9, ROOM, "id1", T1, T1));
        tells("a receipt changed");
    }

    @Test
    void aReceiptThatWasTakenBackIsTold() {
        events.add(new Polled(9, ROOM, "id1", T1, T1));
        tells("a receipt changed");
    }

    @Test
    void anAnnouncedReceiptThatAnotherReplacedIsTold() {
        store.set(0, new Stored(ROOM, 1, "id1", "key1", "key1", true, MUCH_LATER, MUCH_LATER));
        events.add(new Announced(9, "d", ROOM, List.of("id1"), 0, true, T1));
        tells("Announced");
    }

    private void tells(String what) {
        assertThat(check())
                .extracting(Violation::what)
                .anySatisfy(told -> assertThat(told).contains(what));
    }

    private List<Violation> check() {
        return HistoryCheck.check(events, store, Map.of("d", ROOM));
    }

    private static Stored stored(long seq) {
        return new Stored(ROOM, seq, "id" + seq, "key" + seq, "key" + seq, false, null, null);
    }

    private static Confirmed confirmed(long seq) {
        return new Confirmed(seq, "s", ROOM, "key" + seq, "id" + seq, seq);
    }

    private static Shown shown(long seq) {
        return new Shown(seq, "d", ROOM, ROOM, "id" + seq, seq, "key" + seq);
    }
}
