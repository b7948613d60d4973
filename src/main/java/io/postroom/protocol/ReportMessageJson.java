package io.postroom.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes a report message field by field: every message that is sent or replayed comes by here, where reflection was
/// half of the cost.
final class ReportMessageJson extends JsonSerializer<ReportMessage> {

    @Override
    public void serialize(ReportMessage message, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject();
        out.writeStringField("_id", message.id());
        out.writeNumberField("seq", message.seq());
        out.writeObjectFieldStart("userId");
        out.writeStringField("_id", message.userId().id());
        out.writeStringField("name", message.userId().name());
        out.writeStringField("email", message.userId().email());
        out.writeEndObject();
        text(out, "orderId", message.orderId());
        text(out, "paymentId", message.paymentId());
        text(out, "invoiceId", message.invoiceId());
        out.writeStringField("title", message.title());
        out.writeStringField("message", message.message());
        out.writeStringField("status", message.status().name());
        out.writeObjectFieldStart("sentBy");
        out.writeStringField("_id", message.sentBy().id());
        out.writeStringField("name", message.sentBy().name());
        out.writeEndObject();
        out.writeBooleanField("isRead", message.isRead());
        date(out, "readAt", message.readAt());
        date(out, "deliveredAt", message.deliveredAt());
        date(out, "createdAt", message.createdAt());
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String field, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value);
        }
    }

    private static void date(JsonGenerator out, String field, @Nullable Instant value) throws IOException {
        if (value != null) {
            out.writeStringField(field, Json.date(value));
        }
    }
}
