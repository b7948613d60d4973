package io.postroom.report;

import io.postroom.protocol.Status;
import io.postroom.room.LogEntry;
import java.time.Instant;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A report message as the seed system's documents have it, with `seq`, `clientMessageId` and `deliveredAt` beside its
/// fields. Written by hand because it is on the way of every message. Old documents hold ids of orders and the like as
/// strings or ObjectIds: both are read as text.
final class LogEntryCodec implements Codec<LogEntry> {

    @Override
    public void encode(BsonWriter out, LogEntry entry, EncoderContext context) {
        out.writeStartDocument();
        out.writeObjectId("_id", new ObjectId(entry.id()));
        out.writeObjectId("userId", new ObjectId(entry.userId()));
        out.writeInt64("seq", entry.seq());
        text(out, "orderId", entry.orderId());
        text(out, "paymentId", entry.paymentId());
        text(out, "invoiceId", entry.invoiceId());
        out.writeString("title", entry.title());
        out.writeString("message", entry.message());
        out.writeString("status", entry.status().name());
        out.writeObjectId("sentBy", new ObjectId(entry.sentBy()));
        out.writeString("clientMessageId", entry.clientMessageId());
        out.writeBoolean("isRead", entry.isRead());
        date(out, "readAt", entry.readAt());
        date(out, "deliveredAt", entry.deliveredAt());
        date(out, "createdAt", entry.createdAt());
        date(out, "updatedAt", entry.createdAt());
        out.writeInt32("__v", 0);
        out.writeEndDocument();
    }

    private static void text(BsonWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.writeString(name, value);
        }
    }

    private static void date(BsonWriter out, String name, @Nullable Instant value) {
        if (value != null) {
            out.writeDateTime(name, value.toEpochMilli());
        }
    }

    @Override
    public LogEntry decode(BsonReader in, DecoderContext context) {
        String id = "";
        String userId = "";
        long seq = 0;
        String orderId = null;
        String paymentId = null;
        String invoiceId = null;
        String title = "";
        String message = "";
        Status status = Status.Info;
        String sentBy = "";
        String key = "";
        boolean isRead = false;
        Instant readAt = null;
        Instant deliveredAt = null;
        Instant createdAt = null;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case "_id" -> id = textOr(in, id);
                case "userId" -> userId = textOr(in, userId);
                case "seq" -> seq = number(in);
                case "orderId" -> orderId = text(in);
                case "paymentId" -> paymentId = text(in);
                case "invoiceId" -> invoiceId = text(in);
                case "title" -> title = textOr(in, title);
                case "message" -> message = textOr(in, message);
                case "status" -> status = status(text(in));
                case "sentBy" -> sentBy = textOr(in, sentBy);
                case "clientMessageId" -> key = textOr(in, key);
                case "isRead" -> isRead = flag(in);
                case "readAt" -> readAt = date(in);
                case "deliveredAt" -> deliveredAt = date(in);
                case "createdAt" -> createdAt = date(in);
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new LogEntry(
                id,
                userId,
                seq,
                orderId,
                paymentId,
                invoiceId,
                title,
                message,
                status,
                sentBy,
                key,
                isRead,
                readAt,
                deliveredAt,
                createdAt == null ? created(id) : createdAt);
    }

    /// An ObjectId holds the second it was made in.
    private static Instant created(String id) {
        return ObjectId.isValid(id) ? new ObjectId(id).getDate().toInstant() : Instant.EPOCH;
    }

    private static Status status(@Nullable String text) {
        for (Status status : Status.values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        return Status.Info;
    }

    private static String textOr(BsonReader in, String other) {
        String text = text(in);
        return text == null ? other : text;
    }

    private static @Nullable String text(BsonReader in) {
        return switch (in.getCurrentBsonType()) {
            case STRING -> in.readString();
            case OBJECT_ID -> in.readObjectId().toHexString();
            default -> {
                in.skipValue();
                yield null;
            }
        };
    }

    private static long number(BsonReader in) {
        return switch (in.getCurrentBsonType()) {
            case INT32 -> in.readInt32();
            case INT64 -> in.readInt64();
            case DOUBLE -> (long) in.readDouble();
            default -> {
                in.skipValue();
                yield 0;
            }
        };
    }

    private static boolean flag(BsonReader in) {
        if (in.getCurrentBsonType() == BsonType.BOOLEAN) {
            return in.readBoolean();
        }
        in.skipValue();
        return false;
    }

    private static @Nullable Instant date(BsonReader in) {
        if (in.getCurrentBsonType() == BsonType.DATE_TIME) {
            return Instant.ofEpochMilli(in.readDateTime());
        }
        in.skipValue();
        return null;
    }

    @Override
    public Class<LogEntry> getEncoderClass() {
        return LogEntry.class;
    }
}
