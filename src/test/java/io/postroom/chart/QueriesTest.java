package io.postroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class QueriesTest {
    @Test
    void theMetricsOfAQueryAreFound() {
        assertThat(Queries.metrics("sum by (pod) (rate(a_total{x=\"y\"}[5m])) / max(b{}) > 2"))
                .containsExactly("a_total", "b");
    }

    @Test
    void aMetricWithoutBracesIsNotPassedOver() {
        assertThatThrownBy(() -> Queries.metrics("max(a{}) > unseen")).hasMessageContaining("unseen");
    }

    @Test
    void everyQueryOfTheChartCanBeRead() throws IOException {
        assertThat(Queries.metrics()).contains("postroom_sockets_open", "postroom_holes_total");
    }
}
