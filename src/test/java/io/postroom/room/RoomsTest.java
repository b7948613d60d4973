package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postroom.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/// Members, places and gaps on one replica and on two.
class RoomsTest extends TwoNodes {
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    RoomsTest() {
        super(DEADLINE);
    }

    @Test
    void aMemberWithAPlaceIsGivenAllThatIsAfterItThenTheRest() {
        log.storeUntold(USER, 300);
        RoomNode.Joined joined = one.join(USER, outlet, 50L);
        soon().until(() -> joined.answers().equals(List.of("joined 300")));
        assertThat(outlet.seqs()).isEqualTo(numbers(51, 300));
        two.append("a", USER).join();
        isShown(numbers(51, 301));
    }

    @Test
    void aMemberWithoutAPlaceStartsAtTheHead() {
        log.storeUntold(USER, 300);
        RoomNode.Joined joined = one.join(USER, outlet, null);
        soon().until(() -> joined.answers().equals(List.of("joined 300")));
        assertThat(outlet.seqs()).isEmpty();
        one.append("a", USER).join();
        two.append("b", USER).join();
        isShown(numbers(301, 302));
    }

    @Test
    void aPlaceThatStaysAheadOfTheHeadIsToldToStartOver() {
        log.storeUntold(USER, 3);
        RoomNode.Joined joined = one.join(USER, outlet, 5L);
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(9)).until(() -> joined.answers().equals(List.of("resync 3")));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(4900));
        two.append("a", USER).join();
        RecordingOutlet other = new RecordingOutlet();
        one.join(USER, other, 3L);
        soon().until(() -> other.seqs().equals(List.of(4L)));
        assertThat(outlet.seqs()).isEmpty();
    }

    @Test
    void aPlaceAheadThatTheHeadReachesIsJoined() {
        log.storeUntold(USER, 3);
        RoomNode.Joined joined = one.join(USER, outlet, 5L);
        log.storeUntold(USER, 3);
        soon().until(() -> joined.answers().equals(List.of("joined 6")));
        assertThat(outlet.seqs()).isEqualTo(List.of(6L));
    }

    @Test
    void aGapThatClosesByItselfCostsNoRead() {
        joinedAtHead(one);
        hint(one, 2);
        hint(one, 3);
        hint(one, 1);
        assertThat(outlet.seqs()).isEqualTo(numbers(1, 3));
        hint(one, 4);
        assertThat(outlet.seqs()).isEqualTo(numbers(1, 4));
        assertThat(log.pagesRead()).isZero();
    }

    @Test
    void aGapThatStaysIsFilledFromTheLog() {
        joinedAtHead(one);
        log.storeUntold(USER, 3);
        hint(one, 3);
        isShown(numbers(1, 3));
        assertThat(one.meters.gapsFilled.count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsHeardTwiceIsShownOnce() {
        joinedAtHead(one);
        hint(one, 1);
        hint(one, 1);
        hint(one, 2);
        hint(one, 1);
        hint(one, 2);
        hint(one, 3);
        assertThat(outlet.seqs()).isEqualTo(numbers(1, 3));
    }

    @Test
    void whatAnotherReplicaSawStoredIsShownThoughTheLogHereShowsThePast() {
        joinedAtHead(one);
        log.showUpTo(1);
        log.storeUntold(USER, 3);
        hint(one, 3);
        isShown(List.of(1L));
        int reads = log.pagesRead();
        soon().until(() -> log.pagesRead() >= reads + 3);
        assertThat(outlet.seqs()).isEqualTo(List.of(1L));
        log.showUpTo(Long.MAX_VALUE);
        isShown(numbers(1, 3));
    }

    @Test
    void aLogThatShowsLessThanTheRoomHasSeenIsNotReadWithoutAPause() {
        joinedAtHead(one);
        one.append("a", USER).join();
        one.append("b", USER).join();
        isShown(numbers(1, 2));
        log.showUpTo(1);
        RecordingOutlet later = new RecordingOutlet();
        RoomNode.Joined joined = one.join(USER, later, 1L);
        soon().until(() -> joined.answers().equals(List.of("joined 1")));
        int reads = log.pagesRead();
        soon().during(Duration.ofMillis(600)).until(() -> log.pagesRead() - reads < 8);
        log.showUpTo(Long.MAX_VALUE);
        soon().until(() -> later.seqs().equals(List.of(2L)));
    }

    @Test
    void aSlowConnectionReadsTheLogAndGetsEverythingInOrderWithoutHoardingIt() {
        RecordingOutlet fast = new RecordingOutlet();
        joinedAtHead(one);
        one.join(USER, fast, 0L);
        outlet.stall();
        for (int i = 0; i < 1000; i++) {
            one.append("m" + i, USER);
        }
        soon().until(() -> fast.seqs().equals(numbers(1, 1000)));
        soon().until(() -> outlet.waiting() == 1);
        assertThat(outlet.seqs()).hasSizeLessThan(200);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    outlet.takeSome();
                    return outlet.seqs().equals(numbers(1, 1000));
                });
        assertThat(outlet.mostLain()).isLessThan(RecordingOutlet.LIES_AT_MOST + LogReader.PAGE);
        soon().until(() -> {
            outlet.takeSome();
            return outlet.waiting() == 0;
        });
        one.append("last", USER).join();
        isShown(numbers(1, 1001));
    }

    @Test
    void aRoomJoinedAgainIsTakenUpAtTheNewPlace() {
        log.storeUntold(USER, 10);
        RoomNode.Joined before = one.join(USER, outlet, 0L);
        soon().until(() -> before.answers().equals(List.of("joined 10")));
        one.rooms.leave(before.member);
        RecordingOutlet again = new RecordingOutlet();
        RoomNode.Joined after = one.join(USER, again, 7L);
        soon().until(() -> after.answers().equals(List.of("joined 10")));
        two.append("a", USER).join();
        soon().until(() -> again.seqs().equals(numbers(8, 11)));
        assertThat(outlet.seqs()).isEqualTo(numbers(1, 10));
    }

    @Test
    void aJoinThatIsLeftBeforeItIsDoneIsNotAnsweredByAPlace() {
        log.away(true);
        RoomNode.Joined joined = one.join(USER, outlet, 0L);
        one.rooms.leave(joined.member);
        log.away(false);
        soon().until(() -> joined.answers().size() == 1);
        assertThat(joined.answers().getFirst()).startsWith("failed ");
    }

    @Test
    void oneConnectionThatFailsDoesNotKeepTheOthersFromTheirs() {
        one.join(
                USER,
                new Outlet() {
                    @Override
                    public void deliver(RoomEvent event) {
                        throw new IllegalStateException("closed");
                    }

                    @Override
                    public void announce(String frame) {}

                    @Override
                    public boolean roomy() {
                        return true;
                    }

                    @Override
                    public void whenRoomy(Runnable action) {
                        action.run();
                    }
                },
                0L);
        joinedAtHead(one);
        one.append("a", USER).join();
        two.append("b", USER).join();
        isShown(numbers(1, 2));
    }

    @Test
    void aReceiptComesOnceThoughItComesOverTwoChannels() {
        joinedAtHead(one);
        one.rooms.addAdmin("admin-1", outlet);
        RecordingOutlet adminOnly = new RecordingOutlet();
        one.rooms.addAdmin("admin-2", adminOnly);
        two.rooms.announce(
                USER, List.of("admin-1", "admin-2"), new ServerFrame.ReportMessagesDelivered(USER, 3, Instant.EPOCH));
        soon().until(() -> receipts(adminOnly).size() == 1);
        two.rooms.announce(USER, List.of("admin-2"), new ServerFrame.ReportMessagesDelivered(USER, 4, Instant.EPOCH));
        soon().until(() -> receipts(adminOnly).size() == 2);
        assertThat(receipts(outlet)).hasSize(2);
    }

    @Test
    void eightWritersOnTwoReplicasGiveEveryReaderTheSameOrderThoughHintsAreLostDoubledAndSwapped() {
        RecordingOutlet other = new RecordingOutlet();
        RoomNode.Joined here = one.join(USER, outlet, 0L);
        RoomNode.Joined there = two.join(USER, other, 0L);
        soon().until(() -> here.answers().size() + there.answers().size() == 2);
        wire.lose(0.1).twice(0.1).swap(0.1);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                RoomNode node = writer % 2 == 0 ? one : two;
                String name = "w" + writer + '-';
                writers.execute(() -> {
                    for (int i = 0; i < 50; i++) {
                        CompletableFuture<Appended> sent = node.append(name + i, USER);
                        if (i % 5 == 0) {
                            sent.join();
                        }
                    }
                });
            }
        }
        soon().until(() -> one.writer.waiting() + two.writer.waiting() == 0);
        wire.heal();
        one.append("last-1", USER).join();
        two.append("last-2", USER).join();
        isShown(numbers(1, 402));
        soon().until(() -> other.seqs().equals(numbers(1, 402)));
    }

    private static List<String> receipts(RecordingOutlet of) {
        return of.announced().stream()
                .filter(frame -> frame.contains("reportMessagesDelivered"))
                .toList();
    }

    private void joinedAtHead(RoomNode node) {
        RoomNode.Joined joined = node.join(USER, outlet, null);
        soon().until(() -> joined.answers().size() == 1);
    }

    private static void hint(RoomNode node, long seq) {
        node.rooms.hint(ROOM, new Hint.Stored("another", new RoomEvent(seq, "{}")).encode());
    }

    private void isShown(List<Long> seqs) {
        soon().untilAsserted(() -> assertThat(outlet.seqs()).isEqualTo(seqs));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10));
    }
}
