package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/// Numbers that are missing below a stored one.
class HolesTest extends TwoNodes {
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    HolesTest() {
        super(DEADLINE);
    }

    @Test
    void aMessageRemovedFromOutsideIsSteppedOverAndCounted() {
        joined();
        log.storeUntold(USER, 5);
        log.remove(USER, 2);
        log.remove(USER, 3);
        hint(5);
        soon().until(() -> outlet.seqs().equals(List.of(1L, 4L, 5L)));
        assertThat(one.meters.holes.count()).isEqualTo(2);
        RecordingOutlet later = new RecordingOutlet();
        one.join(USER, later, 0L);
        soon().until(() -> later.seqs().equals(List.of(1L, 4L, 5L)));
        two.append("a", USER).join();
        soon().until(() -> outlet.seqs().equals(List.of(1L, 4L, 5L, 6L)));
    }

    @Test
    void aNumberThatOnlyOneReadShowsMissingIsNotSteppedOver() {
        joined();
        log.storeUntold(USER, 3);
        log.hideOnce(2);
        hint(3);
        soon().until(() -> outlet.seqs().equals(List.of(1L, 2L, 3L)));
        assertThat(one.meters.holes.count()).isZero();
    }

    private void joined() {
        RoomNode.Joined joined = one.join(USER, outlet, null);
        soon().until(() -> joined.answers().size() == 1);
    }

    private void hint(long seq) {
        one.rooms.hint(ROOM, new Hint.Stored("another", new RoomEvent(seq, "{}")).encode());
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10));
    }
}
