package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the service says of its own doors.
@QuarkusTest
class OpenApiTest extends RestTest {
    private static final List<Class<?>> RESOURCES = List.of(
            AuthResource.class,
            ReportMessagesResource.class,
            UsersResource.class,
            AdminsResource.class,
            OrdersResource.class,
            AsyncApiResource.class);

    private static final Set<String> ANYBODY = Set.of("login", "refresh", "logout", "asyncApi", "openApi");

    @Test
    void theDocumentIsOpenApi31AndJsonForEveryone() {
        given().get("/api/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", startsWith("3.1"))
                .body("info.title", equalTo("Postroom"));
    }

    @Test
    void theDocumentOfTheSocketsIsAsyncApi3AndJsonForEveryone() throws Exception {
        JsonNode served = OpenApi.json(given().get("/api/asyncapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("asyncapi", startsWith("3."))
                .extract()
                .asString());
        assertThat(served)
                .isEqualTo(OpenApi.JSON.readTree(java.nio.file.Path.of("src/main/resources/META-INF/asyncapi.json")
                        .toFile()));
    }

    @Test
    void everyResourceIsHeldToTheDocument() throws Exception {
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("src/main/java/io/postroom/rest"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Resource.java")))
                    .containsExactlyInAnyOrderElementsOf(RESOURCES.stream()
                            .map(type -> type.getSimpleName() + ".java")
                            .toList());
        }
    }

    @Test
    void everyCallIsDescribedAndNothingElseIs() {
        List<String> calls = new ArrayList<>(List.of("GET /api/openapi.json"));
        RESOURCES.forEach(resource -> calls.addAll(calls(resource)));
        assertThat(OpenApi.served().calls()).containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void everyCallHasAnIdASummaryAndTheRefusalsOfItsKind() {
        OpenApi api = OpenApi.served();
        for (JsonNode operation : api.operations()) {
            String id = operation.get("operationId").asText();
            assertThat(operation.path("summary").asText()).as(id).isNotBlank();
            if (!ANYBODY.contains(id)) {
                assertThat(operation.get("responses").has("401")).as(id).isTrue();
                assertThat(operation.get("responses").has("403")).as(id).isTrue();
                assertThat(operation.get("responses").has("503")).as(id).isTrue();
                assertThat(operation.has("security")).as(id).isFalse();
            }
        }
        assertThat(api.document().at("/security/0/bearer").isArray()).isTrue();
        for (String waits : List.of("rateLimited", "unavailable")) {
            assertThat(api.document().at("/components/responses/" + waits + "/headers/Retry-After"))
                    .isNotEmpty();
        }
    }

    @Test
    void everyExampleIsValidAndEveryAnswerWithABodyHasOne() {
        OpenApi api = OpenApi.served();
        for (OpenApi.Described body : api.described()) {
            if (body.operation().endsWith("Api")) {
                continue;
            }
            String where = body.operation() + " " + body.what();
            assertThat(body.examples()).as(where).isNotEmpty();
            for (JsonNode example : body.examples()) {
                assertThat(api.faults(body.schema(), example.path("value")))
                        .as(where)
                        .isEmpty();
            }
        }
    }

    @Test
    void anAnswerThatBreaksItsSchemaIsNotValid() {
        OpenApi api = OpenApi.served();
        JsonNode schema = api.answer("user", 200).schema();
        String id = "\"_id\":\"65f0000000000000000000b1\"";
        assertThat(api.faults(schema, OpenApi.json("{" + id + ",\"name\":\"A\",\"email\":\"a@b\"}")))
                .isEmpty();
        assertThat(api.faults(schema, OpenApi.json("{" + id + ",\"name\":\"A\"}")))
                .isNotEmpty();
        assertThat(api.faults(schema, OpenApi.json("{" + id + ",\"name\":\"A\",\"email\":\"a@b\",\"password\":\"x\"}")))
                .isNotEmpty();
        assertThat(api.faults(schema, OpenApi.json("{\"_id\":\"B1\",\"name\":\"A\",\"email\":\"a@b\"}")))
                .isNotEmpty();
    }

    private static List<String> calls(Class<?> resource) {
        List<String> calls = new ArrayList<>();
        String base = resource.getAnnotation(Path.class).value();
        for (Method method : resource.getDeclaredMethods()) {
            for (Class<? extends Annotation> verb : List.of(GET.class, PUT.class, POST.class, DELETE.class)) {
                if (method.isAnnotationPresent(verb)) {
                    Path path = method.getAnnotation(Path.class);
                    calls.add(verb.getSimpleName() + " " + base + (path == null ? "" : "/" + path.value()));
                }
            }
        }
        return calls;
    }
}
