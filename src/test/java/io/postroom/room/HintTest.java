package io.postroom.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What replicas say to each other, also those of another version.
class HintTest {
    private static final String REPLICA = "0a1b2c3d";

    static Stream<Hint> hints() {
        return Stream.of(
                new Hint.Stored(REPLICA, new RoomEvent(7, "{\"title\":\"a|b\\n\"}\n|")),
                new Hint.HeadMoved(7),
                new Hint.State(REPLICA + 1, "u1", List.of("a1", "a2"), "{\"x\":\"|\"}\n"),
                new Hint.State(REPLICA + 2, "u1", List.of(), "{}"),
                new Hint.Heads(REPLICA, new HashMap<>(Map.of("u1", 7L, "u2", 8L))),
                new Hint.SessionEnded("a|b\nc"));
    }

    @ParameterizedTest
    @MethodSource("hints")
    void isUnderstoodAsItWasSaid(Hint hint) {
        String text = hint.encode();
        assertThat(text).startsWith("1|");
        assertThat(Hint.decode(text).encode()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("hints")
    void fieldsAddedLaterArePassedOver(Hint hint) {
        String text = hint.encode();
        assertThat(Hint.decode(text.replaceFirst("\n", "|of|later\n")).encode()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("hints")
    void aHigherVersionIsNotUnderstood(Hint hint) {
        String text = hint.encode();
        assertThat(Hint.decode(text.replaceFirst("1", "2"))).isEqualTo(new Hint.NotUnderstood());
    }

    @Test
    void aKindAddedLaterIsKnownAsSuch() {
        assertThat(Hint.decode("1|later|of|it\n{}")).isEqualTo(new Hint.Unknown("later"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1|m",
                "m|" + REPLICA + "|7|{}",
                "1|m|" + REPLICA + "|x\n{}",
                "1|n|" + REPLICA + "|\n",
                "\n"
            })
    void whatIsNoHintIsNotUnderstood(String text) {
        assertThat(Hint.decode(text)).isEqualTo(new Hint.NotUnderstood());
        assertThat(Hint.isOwn(text, "another1")).isFalse();
    }

    @Test
    void aReplicaKnowsWhatItSaidItself() {
        assertThat(hints().filter(hint -> Hint.isOwn(hint.encode(), REPLICA))).hasSize(4);
        assertThat(hints().filter(hint -> Hint.isOwn(hint.encode(), "another1")))
                .isEmpty();
    }
}
