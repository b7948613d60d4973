package io.postroom.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import org.junit.jupiter.api.AfterEach;
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

    @ParameterizedTest
    @ValueSource(ints = {10, 12})
    void anUnknownAccountTakesAsLongAsAWrongPasswordHoweverDearTheHashesHereAre(int cost) {
        String dear = BcryptUtil.bcryptHash("right", cost);
        passwords.matches("wrong", dear);
        passwords.matches("wrong", null);
        // The quickest of some, which are those that nothing else disturbed; by turns, as the machine is busy by turns.
        long wrong = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            wrong = Math.min(wrong, time(() -> passwords.matches("wrong", dear)));
            unknown = Math.min(unknown, time(() -> passwords.matches("wrong", null)));
        }
        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
    }

    private static long time(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return System.nanoTime() - began;
    }
}
