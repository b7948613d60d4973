package io.postroom.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @AfterEach
    void stop() {
        passwords.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void aHashOfEveryKindIsCompared(String kind) {
        String hash = kind + BcryptUtil.bcryptHash("right", 4).substring(4);
        assertThat(passwords.matches("right", hash)).isTrue();
        assertThat(passwords.matches("wrong", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "$1$abc", "$2b$", "$2b$xx$", "$2b$04$short"})
    void whatIsNoHashIsNobodysPassword(String hash) {
        assertThat(passwords.matches(hash, hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", hash)).isFalse();
    }

    @Test
    void anUnknownAccountTakesAsLongAsAWrongPasswordHoweverDearTheHashesHereAre() {
        String dear = BcryptUtil.bcryptHash("right", 12);
        passwords.matches("wrong", dear);
        passwords.matches("wrong", null);
        long wrong = quickest(() -> passwords.matches("wrong", dear));
        long unknown = quickest(() -> passwords.matches("wrong", null));
        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
    }

    /// The quickest of some, which is the one that nothing else disturbed.
    private static long quickest(Runnable work) {
        return LongStream.range(0, 4)
                .map(i -> {
                    long began = System.nanoTime();
                    work.run();
                    return System.nanoTime() - began;
                })
                .min()
                .orElseThrow();
    }
}
