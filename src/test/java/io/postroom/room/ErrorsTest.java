package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// An Error, which is no exception, ends no thread that the others wait for.
class ErrorsTest extends TwoNodes {
    private static final Duration DEADLINE = Duration.ofSeconds(9);
    /// More than there are lanes.
    private static final int ERRORS = 2 * new TestWriterConfig(DEADLINE).lanes();

    ErrorsTest() {
        super(DEADLINE);
    }

    @Test
    void aSendIsStoredAfterErrorsInAllLanes() throws Exception {
        log.errors(ERRORS);
        assertThat(one.append("a", USER).get(5, TimeUnit.SECONDS).entry().seq()).isEqualTo(1);
        assertThat(log.errorsToCome()).isFalse();
        assertThat(one.append("b", USER).get(5, TimeUnit.SECONDS).entry().seq()).isEqualTo(2);
    }

    @Test
    void aJoinIsAnsweredAfterAnError() {
        log.storeUntold(USER);
        log.errors(1);
        RoomNode.Joined joined = one.join(USER, outlet, 0L);
        await().atMost(Duration.ofSeconds(5)).until(() -> joined.answers().equals(List.of("joined 1")));
    }

    @Test
    void aGapIsFilledAfterAnError() {
        RoomNode.Joined joined = one.join(USER, outlet, null);
        await().atMost(Duration.ofSeconds(5)).until(() -> joined.answers().size() == 1);
        log.storeUntold(USER, 3);
        log.errors(1);
        one.rooms.hint(ROOM, new Hint.Stored("another", new RoomEvent(3, "{}")).encode());
        await().atMost(Duration.ofSeconds(5)).until(() -> outlet.seqs().equals(List.of(1L, 2L, 3L)));
    }
}
