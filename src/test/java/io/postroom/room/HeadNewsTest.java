package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Writers hear how far other replicas have moved the rooms, and look for themselves only where they may not have
/// heard.
class HeadNewsTest extends TwoNodes {
    private static final String HEADS = "heads";

    HeadNewsTest() {
        super(Duration.ofSeconds(9));
    }

    @Test
    void whatAReplicaStoresIsToldToTheWritersOfTheOthers() {
        Hearing hearing = new Hearing();
        LocalAdapter third = wire.node();
        third.start(hearing);
        third.subscribe(HEADS);
        two.append("a", USER).join();
        two.append("b", USER).join();
        await().until(() -> hearing.payloads(HEADS).stream().anyMatch(news -> news.endsWith("|" + USER + ":2\n")));
    }

    @Test
    void aWriterGoesOnAfterTheHeadItWasToldWithoutLookingAgain() {
        one.append("a", USER).join();
        log.storeUntold(USER, 3);
        tellOne(4);
        int looks = log.headsRead();
        assertThat(one.append("b", USER).join().entry().seq()).isEqualTo(5);
        assertThat(log.headsRead()).isEqualTo(looks);
    }

    @Test
    void newsThatComesLateChangesNothing() {
        log.storeUntold(USER, 3);
        one.append("a", USER).join();
        tellOne(2);
        assertThat(one.append("b", USER).join().entry().seq()).isEqualTo(5);
    }

    @Test
    void aWriterCutOffFromTheOthersLooksForItselfWhenItHasNotLookedJustNow() {
        one.append("a", USER).join();
        log.storeUntold(USER, 3);
        wire.cutAll();
        await().until(() -> !one.rooms.hearsOfHeads());
        await().pollDelay(Duration.ofMillis(60)).until(() -> true);
        int looks = log.headsRead();
        assertThat(one.append("b", USER).join().entry().seq()).isEqualTo(5);
        assertThat(log.headsRead()).isEqualTo(looks + 1);
    }

    private void tellOne(long head) {
        one.rooms.hint(HEADS, new Hint.Heads("another", Map.of(USER, head)).encode());
    }
}
