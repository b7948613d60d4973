package io.postroom.rest;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The document that the running service gives of its REST door.
final class OpenApi {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;

    /// An answer or a request body that the document describes: its schema, and its examples by their names.
    record Described(String operation, String what, JsonNode schema, JsonNode examples) {}

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi served() {
        return new OpenApi(json(given().get("/api/openapi.json")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    JsonNode document() {
        return document;
    }

    /// `GET /api/users/{id}` and so on.
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        calls.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return calls;
    }

    List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        for (JsonNode path : document.get("paths")) {
            path.properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(entry -> operations.add(entry.getValue()));
        }
        return operations;
    }

    JsonNode operation(String id) {
        return operations().stream()
                .filter(operation -> operation.get("operationId").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation " + id));
    }

    /// All that has a body, once for each place where it is described.
    List<Described> described() {
        List<Described> all = new ArrayList<>();
        for (JsonNode operation : operations()) {
            String id = operation.get("operationId").asText();
            if (operation.has("requestBody")) {
                all.add(described(id, "request", operation.get("requestBody")));
            }
            for (var response : operation.get("responses").properties()) {
                JsonNode answer = resolved(response.getValue());
                if (answer.has("content")) {
                    all.add(described(id, response.getKey(), answer));
                }
            }
        }
        return all;
    }

    /// The answer of an operation with a status.
    Described answer(String operation, int status) {
        JsonNode response = operation(operation).at("/responses/" + status);
        if (response.isMissingNode()) {
            throw new AssertionError(operation + " is not said to answer " + status);
        }
        return described(operation, Integer.toString(status), resolved(response));
    }

    Described request(String operation) {
        return described(operation, "request", operation(operation).get("requestBody"));
    }

    private static Described described(String operation, String what, JsonNode body) {
        JsonNode type = body.get("content").iterator().next();
        return new Described(operation, what, type.get("schema"), type.path("examples"));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /// What is wrong with a value; empty if nothing is.
    Set<ValidationMessage> faults(JsonNode schema, JsonNode value) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.get("components"));
        root.putArray("allOf").add(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(value);
    }
}
