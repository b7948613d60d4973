package io.postroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void theLogIsToldTheFieldWhereThereIsOneAndNothingWhereThereIsNone() {
        assertThat(Refusal.invalid("title", "title is required").told())
                .isEqualTo("invalid, field title: title is required");
        assertThat(Refusal.conflict("overtaken").told()).isEqualTo("conflict: overtaken");
    }
}
