package io.postroom.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/operations.md` says of each alert what it means and what to do; `prometheus/alerts.yaml` says when each fires
/// and when not.
class AlertsTest {
    private static final Path CASES = Path.of("src", "test", "resources", "prometheus", "alerts.yaml");
    private static final String SERVICE = "namespace=\"office\", service=\"mail-postroom-management\"";
    private static final Pattern ROW =
            Pattern.compile("^\\| `(Postroom[A-Za-z]+)` \\| .+ \\| .+ \\|$", Pattern.MULTILINE);

    @TempDir
    Path directory;

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

    @Test
    void whatIsFilledInStandsInNoComment() throws IOException {
        assertThat(rendered().lines().filter(line -> line.strip().startsWith("#")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("office") || line.contains("50000"));
    }

    @Test
    void ofEveryAlertItIsSaidWhenItFiresAndWhenNot() throws IOException {
        List<JsonNode> checks = Chart.YAML.readTree(CASES.toFile()).findValues("alert_rule_test").stream()
                .flatMap(list -> list.valueStream())
                .toList();
        for (String alert : Queries.alerts().findValuesAsText("alert")) {
            assertThat(checks.stream()
                            .filter(check -> check.path("alertname").asText().equals(alert))
                            .map(check -> check.path("exp_alerts").isEmpty()))
                    .as(alert)
                    .contains(true, false);
        }
    }

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
        Files.writeString(
                directory.resolve("rules.yaml"),
                Chart.YAML.writeValueAsString(Chart.one(Chart.documents(rendered()), "PrometheusRule", "mail-postroom")
                        .path("spec")));
        Files.writeString(
                directory.resolve("alerts.yaml"), Files.readString(CASES).replace("$service", SERVICE));
        promtool("check", "rules", "rules.yaml");
        promtool("test", "rules", "alerts.yaml");
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        Path said = directory.resolve("said");
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Arrays.stream(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = promtool.waitFor(1, TimeUnit.MINUTES);
        promtool.destroyForcibly().waitFor();
        assertThat(ended).isTrue();
        assertThat(promtool.exitValue()).as(Files.readString(said)).isZero();
    }

    private String rendered() throws IOException {
        String all = Chart.render(Files.writeString(directory.resolve("values.yaml"), """
                image: {repository: registry.example.org/postroom}
                prometheusRule: {enabled: true}
                """));
        return all.substring(all.indexOf("# Source: postroom/templates/prometheusrule.yaml"));
    }
}
