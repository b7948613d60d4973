package io.postroom.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Kubernetes, the Gateway API and the Prometheus Operator take, closed: a field they do not know is a fault.
/// `src/test/resources/kubernetes/README.md` says where it comes from.
final class KubernetesSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final ObjectNode all;

    KubernetesSchemas() throws IOException {
        all = (ObjectNode)
                new ObjectMapper().readTree(Files.readString(Path.of("src/test/resources/kubernetes/schemas.json")));
    }

    /// What is wrong with a document, empty if nothing is.
    List<String> faults(JsonNode document) {
        String kind = document.path("apiVersion").asText()
                + ' '
                + document.path("kind").asText();
        if (!all.path("$defs").has(kind)) {
            return List.of("unknown: " + kind);
        }
        ObjectNode schema = all.deepCopy();
        schema.put("$ref", "#/$defs/" + kind.replace("/", "~1").replace(" ", "%20"));
        return FACTORY.getSchema(schema).validate(document).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> kind + ' ' + message)
                .toList();
    }
}
