package io.postroom.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Puts the example files that `META-INF/openapi.yaml` names into the OpenAPI document, when the application is built.
/// They are files of their own because a test compares each with what the running service answers.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentedExamples implements OASFilter {
    private static final String FOLDER = "META-INF/openapi/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        fill(body.getContent());
        return body;
    }

    @Override
    public APIResponse filterAPIResponse(APIResponse response) {
        fill(response.getContent());
        return response;
    }

    private static void fill(@Nullable Content content) {
        if (content == null) {
            return;
        }
        for (MediaType type : content.getMediaTypes().values()) {
            Map<String, Example> examples = type.getExamples();
            if (examples == null) {
                continue;
            }
            for (Example example : examples.values()) {
                String file = example.getExternalValue();
                if (file != null) {
                    example.setExternalValue(null);
                    example.setValue(read(FOLDER + file));
                }
            }
        }
    }

    private static Map<?, ?> read(String file) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + ", which the OpenAPI document names, is not there");
            }
            return JSON.readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
