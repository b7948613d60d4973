package io.postroom.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Frames of the typed sockets to and from text. Decoding is strict about kinds and names the field at fault, which no
/// binding library does; it reads one flat object, skips what it does not know, and never builds a tree.
public final class Frames {
    /// A number of any length is read, and refused by the name of its field: a frame has an end.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int REF_MAX = 64;
    /// All that any frame has. Others are skipped unread, however many there are.
    private static final Set<String> KNOWN = Set.of(
            "type",
            "ref",
            "userId",
            "after",
            "orderId",
            "paymentId",
            "invoiceId",
            "title",
            "message",
            "status",
            "clientMessageId",
            "messageId",
            "upTo",
            "seq",
            "token");
    /// Stands for an object, an array or a boolean, which no field of a client frame is.
    private static final Object NESTED = new Object();

    private Frames() {}

    /// The two frames that every message causes hold a message that is JSON already, and are put together around it.
    public static String encode(ServerFrame frame) {
        if (frame instanceof ServerFrame.ReceiveReportMessage received) {
            return "{\"type\":\"receiveReportMessage\",\"seq\":" + received.seq() + ",\"success\":" + received.success()
                    + ",\"message\":" + received.message() + '}';
        }
        if (frame instanceof ServerFrame.ReportMessageSent sent && sent.message() != null) {
            String ref = sent.ref() == null ? "" : ",\"ref\":" + Json.write(sent.ref());
            return "{\"type\":\"reportMessageSent\"" + ref + ",\"success\":" + sent.success() + ",\"message\":"
                    + sent.message() + '}';
        }
        return Json.write(frame);
    }

    /// The frame, or a [FrameRefusal] that holds its answer. Any thread; never blocks.
    public static ClientFrame decode(@Nullable String text) {
        Map<String, Object> fields = fields(text, "the frame");
        boolean send = "sendReportMessage".equals(fields.get("type"));
        String ref;
        try {
            ref = ref(fields.get("ref"));
        } catch (Refusal e) {
            throw new FrameRefusal(e, null, send);
        }
        try {
            return frame(fields, ref);
        } catch (Refusal e) {
            throw new FrameRefusal(e, ref, send);
        }
    }

    /// The body of a send over REST. The key of the header and the one in the body are the same thing and must agree.
    public static ReportDraft decodeDraft(@Nullable String json, @Nullable String idempotencyKey) {
        Map<String, Object> fields = fields(json, "the body");
        String key = text(fields, "clientMessageId");
        if (key != null && idempotencyKey != null && !key.equals(idempotencyKey)) {
            throw Refusal.invalid("clientMessageId", "clientMessageId and Idempotency-Key differ");
        }
        if (idempotencyKey != null) {
            fields.put("clientMessageId", idempotencyKey);
        }
        return draft(fields);
    }

    /// The body of "mark everything up to a number as read"; an empty one means everything.
    public static @Nullable Long decodeUpTo(@Nullable String json) {
        return json == null || json.isBlank() ? null : number(fields(json, "the body"), "upTo");
    }

    private static ReportDraft draft(Map<String, Object> fields) {
        return ReportDraft.of(
                text(fields, "userId"),
                text(fields, "orderId"),
                text(fields, "paymentId"),
                text(fields, "invoiceId"),
                text(fields, "title"),
                text(fields, "message"),
                text(fields, "status"),
                text(fields, "clientMessageId"));
    }

    private static ClientFrame frame(Map<String, Object> fields, @Nullable String ref) {
        return switch (required(fields, "type")) {
            case "joinUserRoom" ->
                new ClientFrame.JoinUserRoom(ref, Ids.parse(text(fields, "userId"), "userId"), number(fields, "after"));
            case "leaveUserRoom" -> new ClientFrame.LeaveUserRoom(ref, Ids.parse(text(fields, "userId"), "userId"));
            case "sendReportMessage" -> new ClientFrame.SendReportMessage(ref, draft(fields));
            case "markRead" -> new ClientFrame.MarkRead(ref, Ids.parse(text(fields, "messageId"), "messageId"));
            case "markAllRead" -> new ClientFrame.MarkAllRead(ref, number(fields, "upTo"));
            case "ack" -> {
                Long seq = number(fields, "seq");
                if (seq == null) {
                    throw Refusal.invalid("seq", "seq is required");
                }
                yield new ClientFrame.Ack(ref, seq);
            }
            case "refreshToken" -> new ClientFrame.RefreshToken(ref, required(fields, "token"));
            default -> throw Refusal.invalid("type", "type is unknown");
        };
    }

    /// @param what is read, for whoever is refused: a frame here, the body of a request there
    private static Map<String, Object> fields(@Nullable String text, String what) {
        if (text == null || text.isBlank()) {
            throw refused(what + " is empty");
        }
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw refused(what + " is not one JSON object");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (!KNOWN.contains(name)) {
                    in.nextToken();
                    in.skipChildren();
                    continue;
                }
                Object value = value(in, what);
                if (value != null && fields.put(name, value) != null) {
                    throw new FrameRefusal(Refusal.invalid(name, name + " stands twice"), null, false);
                }
            }
            if (in.nextToken() != null) {
                throw refused(what + " is not one JSON object");
            }
        } catch (IOException e) {
            throw refused(what + " is not JSON");
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser in, String what) throws IOException {
        JsonToken token = in.nextToken();
        if (token == null) {
            throw refused(what + " is not JSON");
        }
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> whole(in);
            case VALUE_NULL -> null;
            case START_OBJECT, START_ARRAY -> {
                in.skipChildren();
                yield NESTED;
            }
            default -> NESTED;
        };
    }

    /// `2.0` and `2e0` are the whole number 2, as in JavaScript; what is not whole, negative or over 2^53 is none.
    private static Object whole(JsonParser in) throws IOException {
        if (in.getTextLength() > 32) {
            return NESTED;
        }
        BigDecimal number = in.getDecimalValue();
        if (number.scale() < -32 || number.signum() < 0 || number.compareTo(MAX) > 0) {
            return NESTED;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return NESTED;
        }
    }

    private static final BigDecimal MAX = BigDecimal.valueOf(1L << 53);

    private static FrameRefusal refused(String message) {
        return new FrameRefusal(Refusal.invalid(null, message), null, false);
    }

    private static @Nullable String ref(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String ref && ref.length() <= REF_MAX) {
            return Surrogates.paired(ref, "ref");
        }
        throw Refusal.invalid("ref", "ref must be a string of at most " + REF_MAX + " characters");
    }

    private static String required(Map<String, Object> fields, String field) {
        String text = text(fields, field);
        if (text == null) {
            throw Refusal.invalid(field, field + " is required");
        }
        return text;
    }

    private static @Nullable String text(Map<String, Object> fields, String field) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return Surrogates.paired(text, field);
        }
        throw Refusal.invalid(field, field + " must be a string");
    }

    private static @Nullable Long number(Map<String, Object> fields, String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw Refusal.invalid(field, field + " must be a whole number, 0 or more");
    }
}
