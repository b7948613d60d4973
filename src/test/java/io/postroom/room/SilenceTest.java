package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/// What replicas do about each other, and about Redis and the store, when one of them says nothing.
class SilenceTest extends TwoNodes {
    private static final Duration DEADLINE = Duration.ofMillis(500);

    SilenceTest() {
        super(DEADLINE);
    }

    @Test
    void whileNobodyIsSilentNoHeadsAreRead() {
        settled();
        int reads = log.headsRead();
        one.rooms.watch();
        one.rooms.watch();
        assertThat(log.headsRead()).isEqualTo(reads);
    }

    @Test
    void whatAReplicaThatFellSilentStoredIsShownWithinFiveSeconds() {
        board.write(new ReplicaBoard.Note("killed", 17, false, Hint.VERSION));
        settled();
        log.storeUntold(USER);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    one.rooms.watch();
                    return outlet.seqs().equals(List.of(1L));
                });
    }

    @Test
    void whatAReplicaCouldNotSayIsReadFromTheLog() {
        settled();
        log.storeUntold(USER);
        board.write(new ReplicaBoard.Note("cut off", 1, true, Hint.VERSION));
        one.rooms.watch();
        soon().until(() -> outlet.seqs().equals(List.of(1L)));
        // And once more when it has been heard again: it may have stored until then.
        log.storeUntold(USER);
        board.write(new ReplicaBoard.Note("cut off", 2, false, Hint.VERSION));
        one.rooms.watch();
        soon().until(() -> outlet.seqs().equals(List.of(1L, 2L)));
    }

    @Test
    void aReplicaThatIsCutOffReadsTheHeadsItself() {
        settled();
        one.adapter.cut();
        two.append("a", USER).join();
        soon().until(() -> {
            one.rooms.watch();
            return outlet.seqs().equals(List.of(1L));
        });
    }

    @Test
    void whatAReplicaCouldNotSayIsMadeGoodWhenItIsBack() {
        settled();
        RecordingOutlet own = new RecordingOutlet();
        RoomNode.Joined joined = two.join(USER, own, null);
        soon().until(() -> joined.answers().size() == 1);
        two.adapter.cut();
        two.append("a", USER).join();
        assertThat(own.seqs()).isEqualTo(List.of(1L));
        assertThat(outlet.seqs()).isEmpty();
        two.adapter.heal();
        soon().until(() -> outlet.seqs().equals(List.of(1L)));
    }

    @Test
    void whatCannotBeMadeGoodAtOnceIsTriedAgain() {
        settled();
        two.adapter.cut();
        two.append("a", USER).join();
        two.adapter.failPublishing(ROOM, 2);
        two.adapter.heal();
        soon().until(() -> two.adapter.failing() == 1);
        two.rooms.watch();
        assertThat(two.adapter.failing()).isZero();
        assertThat(outlet.seqs()).isEmpty();
        two.rooms.watch();
        soon().until(() -> outlet.seqs().equals(List.of(1L)));
    }

    @Test
    void aReceiptThatCouldNotBeSaidMakesTheOthersReadTheStateAgain() {
        settled();
        two.adapter.cut();
        two.rooms.announce(USER, List.of(), new ServerFrame.ReportMessagesDelivered(USER, 1, Instant.EPOCH));
        two.adapter.heal();
        soon().until(two.adapter::connected);
        // Back before anybody looked: it is said all the same.
        two.rooms.watch();
        int before = stale();
        one.rooms.watch();
        soon().until(() -> stale() > before);
    }

    @Test
    void whileTheStoreIsAwayASendIsRefusedInTimeAndAfterwardsStored() {
        settled();
        log.away(true);
        long began = System.nanoTime();
        CompletableFuture<Appended> refused = one.append("a", USER);
        assertThat(refusedAs(refused)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plusSeconds(2));
        log.away(false);
        assertThat(one.append("b", USER)
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join()
                        .entry()
                        .seq())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeHandedOnIsRefusedAndHandedOnLaterAndTheRoomGoesOn() {
        settled();
        one.peopleAway.set(true);
        assertThat(refusedAs(one.append("a", USER))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusedAs(one.append("b", USER))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(outlet.seqs()).isEmpty();
        one.peopleAway.set(false);
        one.watchList.look();
        soon().until(() -> outlet.seqs().equals(List.of(1L, 2L)));
        assertThat(one.watchList.size()).isZero();
        one.append("c", USER).join();
        soon().until(() -> outlet.seqs().equals(List.of(1L, 2L, 3L)));
    }

    @Test
    void aRoomThatWasJoinedWhileTheStoreShowedThePastIsReadAgainWhenItConfirmsWrites() {
        settled();
        log.storeUntold("user-2", 3);
        log.showUpTo(1);
        // Who was replaced as the primary shows the past, and confirms no write.
        board.away(true);
        RecordingOutlet shown = new RecordingOutlet();
        RoomNode.Joined joined = one.join("user-2", shown, 0L);
        soon().until(() -> joined.answers().equals(List.of("joined 1")));
        assertThatThrownBy(one.rooms::watch).isInstanceOf(IllegalStateException.class);
        log.showUpTo(Long.MAX_VALUE);
        board.away(false);
        one.rooms.watch();
        soon().until(() -> shown.seqs().equals(List.of(1L, 2L, 3L)));
    }

    private static ErrorCode refusedAs(CompletableFuture<Appended> result) {
        try {
            result.orTimeout(5, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                return refusal.code();
            }
            throw e;
        }
        throw new AssertionError("it was confirmed");
    }

    private int stale() {
        return (int) outlet.announced().stream()
                .filter(frame -> frame.contains("stateStale"))
                .count();
    }

    /// Joined, and everybody has seen everybody.
    private void settled() {
        RoomNode.Joined joined = one.join(USER, outlet, null);
        soon().until(() -> joined.answers().size() == 1);
        soon().until(() -> one.adapter.connected());
        two.rooms.watch();
        one.rooms.watch();
        one.rooms.watch();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10));
    }
}
