package io.postroom.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The chart can set every setting of `docs/configuration.md`, which another test holds to the code, and no other.
class ChartSettingsTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(POSTROOM_[A-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SECRETS = Pattern.compile("A secret `X` (.*?)\\. Durations", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`(POSTROOM_[A-Z_]+)`");

    private static final Pattern TAKEN =
            Pattern.compile("\\.Values\\.settings\\.(POSTROOM_[A-Z_]+) \\| default \"?(\\w+)");

    private final String page = Files.readString(Path.of("docs", "configuration.md"));
    private final JsonNode schema =
            new ObjectMapper().readTree(Files.readString(Chart.FOLDER.resolve("values.schema.json")));

    ChartSettingsTest() throws IOException {}

    @Test
    void everySettingCanBeSetByTheChartAndNoOther() {
        Set<String> settable = new TreeSet<>(names("/properties/settings"));
        settable.addAll(names("/properties/secret/properties/keys"));
        settable.addAll(names("/properties/files"));
        assertThat(settable).isEqualTo(new TreeSet<>(found(ROW, page)));
    }

    @Test
    void eachIsSetInOnePlace() {
        assertThat(names("/properties/settings"))
                .doesNotContainAnyElementsOf(names("/properties/secret/properties/keys"))
                .doesNotContainAnyElementsOf(names("/properties/files"));
    }

    @Test
    void exactlyTheSecretsComeFromTheSecret() {
        String sentence = SECRETS.matcher(page)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(names("/properties/secret/properties/keys")).hasSameElementsAs(found(NAME, sentence));
    }

    /// Each is given in the values of the case `everything`, with a value that is not the default.
    @Test
    void whatTheChartCanSetReachesThePod() throws IOException {
        List<JsonNode> documents =
                Chart.documents(Chart.render(Path.of("src/test/resources/helm/everything/values.yaml")));
        JsonNode env = Chart.one(documents, "Deployment", "mail-postroom").at("/spec/template/spec/containers/0/env");
        Set<String> variables = StreamSupport.stream(env.spliterator(), false)
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(variables).containsAll(names("/properties/settings")).containsAll(names("/properties/files"));
        for (String secret : names("/properties/secret/properties/keys")) {
            assertThat(variables).contains(secret + "_FILE").doesNotContain(secret);
        }
    }

    /// The templates that need a setting's value know what the service takes where it is not set.
    @Test
    void theDefaultsOfTheTemplatesAreThoseOfTheService() throws IOException {
        StringBuilder templates = new StringBuilder();
        try (Stream<Path> files = Files.walk(Chart.FOLDER.resolve("templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                templates.append(Files.readString(file));
            }
        }
        List<MatchResult> taken = TAKEN.matcher(templates).results().toList();
        assertThat(taken)
                .extracting(match -> match.group(1))
                .contains("POSTROOM_DRAIN_DELAY", "POSTROOM_DRAIN_WINDOW", "POSTROOM_LIMITS_SOCKETS");
        for (MatchResult match : taken) {
            assertThat(page).contains("| `%s` | `%s` |".formatted(match.group(1), match.group(2)));
        }
    }

    private List<String> names(String pointer) {
        return StreamSupport.stream(
                        ((Iterable<String>)
                                        () -> schema.at(pointer + "/properties").fieldNames())
                                .spliterator(),
                        false)
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
