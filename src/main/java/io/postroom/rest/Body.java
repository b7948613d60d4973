package io.postroom.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ReportDraft;
import io.postroom.protocol.Surrogates;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The JSON object of a request, read after the caller was let in. Fields are refused by name; unknown ones ignored,
/// null is the same as left out.
final class Body {
    /// As a frame of a socket: what fits one door fits the other.
    static final int MAX = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final ObjectNode fields;

    private Body(ObjectNode fields) {
        this.fields = fields;
    }

    static Body of(@Nullable String json) {
        if (json == null || json.isBlank()) {
            throw Refusal.invalid(null, "the body is empty");
        }
        try {
            if (JSON.readTree(limited(json)) instanceof ObjectNode fields) {
                return new Body(fields);
            }
        } catch (JsonProcessingException e) {
            // Told below, without the parser's text, which quotes the request.
        }
        throw Refusal.invalid(null, "the body is not one JSON object");
    }

    /// The text of a body, refused where it is longer than any that is meant.
    static @Nullable String limited(@Nullable String body) {
        // A char takes one to three bytes.
        if (body != null && body.length() * 3L > MAX && body.getBytes(StandardCharsets.UTF_8).length > MAX) {
            throw tooLarge();
        }
        return body;
    }

    static Refusal tooLarge() {
        return new Refusal(ErrorCode.TOO_LARGE, "a request has at most " + MAX + " bytes", null);
    }

    /// As [#of(String)], where a request without a body is one without fields.
    static Body ofNullable(@Nullable String json) {
        return json == null || json.isBlank() ? new Body(JsonNodeFactory.instance.objectNode()) : of(json);
    }

    @Nullable
    String text(String field) {
        JsonNode value = fields.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.invalid(field, field + " must be a string");
        }
        return Surrogates.paired(value.textValue(), field);
    }

    /// A text that must be there, not blank and not too long.
    String required(String field, int max) {
        String text = text(field);
        if (text == null) {
            throw Refusal.invalid(field, field + " is required");
        }
        if (text.isBlank()) {
            throw Refusal.invalid(field, field + " must not be blank");
        }
        if (text.length() > max) {
            throw Refusal.invalid(field, field + " must have at most " + max + " characters");
        }
        return text;
    }

    /// A payment's or invoice's id; empty is not set.
    @Nullable
    String reference(String field) {
        String text = text(field);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > ReportDraft.REFERENCE_MAX) {
            throw Refusal.invalid(field, field + " must have at most " + ReportDraft.REFERENCE_MAX + " characters");
        }
        return text;
    }

    /// A number that must be there, whole or a double.
    Number number(String field) {
        JsonNode value = fields.get(field);
        if (value == null || value.isNull()) {
            throw Refusal.invalid(field, field + " is required");
        }
        if (value.isNumber() && value.canConvertToLong() && value.isIntegralNumber()) {
            return value.longValue();
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw Refusal.invalid(field, field + " must be a number");
    }
}
