package io.postroom.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/operations.md` says of each alert what it means and what to do.
class AlertsTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(Postroom[A-Za-z]+)` \\| .+ \\| .+ \\|$", Pattern.MULTILINE);

    @Test
    void everyAlertIsExplainedAndNoOther() throws IOException {
        List<String> explained = ROW.matcher(Files.readString(Path.of("docs", "operations.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(explained).containsExactlyElementsOf(Queries.alerts().findValuesAsText("alert"));
    }

    @Test
    void everyAlertHasASeverityAndASummary() throws IOException {
        for (JsonNode alert : Queries.alerts().at("/groups/0/rules")) {
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        }
    }
}
