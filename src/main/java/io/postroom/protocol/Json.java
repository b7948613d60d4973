package io.postroom.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// How values are written as JSON, the same at every door: dates are ISO 8601, UTC, with milliseconds always.
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(module());
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /// What every mapper of the service registers.
    public static SimpleModule module() {
        return new SimpleModule("postroom")
                .addSerializer(Instant.class, new Dates())
                .addSerializer(ReportMessage.class, new ReportMessageJson());
    }

    /// By hand, since every message has one and a formatter takes ten times as long.
    public static String date(Instant instant) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (at.getYear() < 0 || at.getYear() > 9999) {
            return instant.toString();
        }
        byte[] text = {
            '0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0', '0', ':', '0', '0', ':', '0', '0', '.', '0',
            '0', '0', 'Z'
        };
        digits(text, 3, at.getYear());
        digits(text, 6, at.getMonthValue());
        digits(text, 9, at.getDayOfMonth());
        digits(text, 12, at.getHour());
        digits(text, 15, at.getMinute());
        digits(text, 18, at.getSecond());
        digits(text, 22, at.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int last, int number) {
        for (int at = last, rest = number; rest > 0; at--, rest /= 10) {
            text[at] = (byte) ('0' + rest % 10);
        }
    }

    public static String write(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private static final class Dates extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(date(value));
        }
    }
}
