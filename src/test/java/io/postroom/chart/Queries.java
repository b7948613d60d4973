package io.postroom.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the chart's rules and its dashboard ask Prometheus.
public final class Queries {
    /// Every metric is written with braces, so that it can be told from functions and labels.
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{[^}]*}");

    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    /// Functions, keywords, labels and Grafana's interval. Anything else would be a metric without braces.
    private static final Set<String> WORDS = Set.of(
            "absent",
            "and",
            "avg",
            "by",
            "count",
            "histogram_quantile",
            "increase",
            "label_values",
            "le",
            "limit",
            "m",
            "max",
            "min",
            "namespace",
            "offset",
            "on",
            "or",
            "pod",
            "rate",
            "service",
            "sum",
            "unless",
            "vector",
            "__rate_interval");

    private Queries() {}

    /// The names of all metrics that are asked for.
    public static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String query : all()) {
            names.addAll(metrics(query));
        }
        return names;
    }

    static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>(SELECTOR.matcher(query)
                .results()
                .map(selector -> selector.group(1))
                .toList());
        List<String> rest = WORD.matcher(SELECTOR.matcher(query).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(word -> !WORDS.contains(word))
                .toList();
        if (names.isEmpty() || !rest.isEmpty()) {
            throw new AssertionError("Cannot be read: " + query + ' ' + rest);
        }
        return names;
    }

    private static List<String> all() throws IOException {
        List<String> queries = new ArrayList<>(alerts().findValuesAsText("expr"));
        JsonNode dashboard =
                new ObjectMapper().readTree(Files.readString(Chart.FOLDER.resolve("files/dashboard.json")));
        queries.addAll(dashboard.findValuesAsText("expr"));
        queries.addAll(dashboard.findValuesAsText("definition"));
        return queries;
    }

    static JsonNode alerts() throws IOException {
        return Chart.YAML.readTree(Files.readString(Chart.FOLDER.resolve("files/rules.yaml"))
                .replace("$sockets", "50000")
                .replace("$service", ""));
    }
}
