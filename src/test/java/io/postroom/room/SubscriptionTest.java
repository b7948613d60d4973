package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/// A join and the subscription that it waits for, but not forever.
class SubscriptionTest extends TwoNodes {
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    SubscriptionTest() {
        super(DEADLINE);
    }

    @Test
    void theHeadOfAJoinIsReadOnceTheSubscriptionStandsSoThatNothingFallsBetween() {
        one.adapter.holdSubscriptions();
        RoomNode.Joined joined = one.join(USER, outlet, 0L);
        soon().during(Duration.ofMillis(300)).until(() -> joined.answers().isEmpty());
        two.append("unheard here", USER).join();
        one.adapter.releaseSubscriptions();
        soon().until(() -> joined.answers().equals(List.of("joined 1")));
        assertThat(outlet.seqs()).isEqualTo(List.of(1L));
        two.append("heard", USER).join();
        soon().until(() -> outlet.seqs().equals(List.of(1L, 2L)));
    }

    @Test
    void aSubscriptionThatIsNotConfirmedKeepsNoJoinWaiting() {
        one.adapter.holdSubscriptions();
        log.storeUntold(USER, 3);
        RoomNode.Joined joined = one.join(USER, outlet, 0L);
        soon().until(() -> joined.answers().equals(List.of("joined 3")));
        assertThat(outlet.seqs()).isEqualTo(List.of(1L, 2L, 3L));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10));
    }
}
