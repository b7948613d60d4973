package io.postroom.chart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `helm/postroom`, rendered by Helm as a library.
final class Chart {
    static final Path FOLDER = Path.of("helm", "postroom");
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Chart() {}

    /// Release `mail` in the namespace `office`. Throws what Helm says where it refuses.
    static String render(Path values) {
        return new Helm(FOLDER)
                .template()
                .withName("mail")
                .withNamespace("office")
                .withKubeVersion("1.34.0")
                .withValuesFile(values)
                .call();
    }

    static List<JsonNode> documents(String manifests) throws IOException {
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(manifests)) {
            return all.readAll().stream().filter(JsonNode::isObject).collect(Collectors.toList());
        }
    }

    static JsonNode one(List<JsonNode> documents, String kind, String name) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .filter(document -> document.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + ' ' + name));
    }
}
