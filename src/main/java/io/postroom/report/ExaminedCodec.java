package io.postroom.report;

import java.util.Set;
import org.bson.BsonNull;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/// Tells report messages from other documents by the types of their fields, reading past the values. Lengths are not
/// judged: what the seed system stored is shown as it is.
final class ExaminedCodec implements Codec<Examined> {
    private static final Set<String> STATUS = Set.of("Info", "Warning", "Issue", "Summary");
    /// `_id`, `userId`, `sentBy`, `title`, `message`, `status`, `createdAt`.
    private static final int REQUIRED = 7;

    private static final BsonValueCodec VALUES = new BsonValueCodec();

    @Override
    public Examined decode(BsonReader in, DecoderContext context) {
        BsonValue id = BsonNull.VALUE;
        boolean fits = true;
        int required = 0;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            BsonType type = in.getCurrentBsonType();
            switch (in.readName()) {
                case "_id" -> {
                    id = VALUES.decode(in, context);
                    required++;
                    fits &= type == BsonType.OBJECT_ID;
                }
                case "userId", "sentBy" -> {
                    in.skipValue();
                    required++;
                    fits &= type == BsonType.OBJECT_ID;
                }
                case "title", "message" -> {
                    in.skipValue();
                    required++;
                    fits &= type == BsonType.STRING;
                }
                case "createdAt" -> {
                    in.skipValue();
                    required++;
                    fits &= type == BsonType.DATE_TIME;
                }
                case "status" -> {
                    required++;
                    fits &= isStatus(in, type);
                }
                case "orderId", "paymentId", "invoiceId" -> {
                    in.skipValue();
                    fits &= type == BsonType.STRING || type == BsonType.OBJECT_ID || type == BsonType.NULL;
                }
                case "readAt", "deliveredAt" -> {
                    in.skipValue();
                    fits &= type == BsonType.DATE_TIME || type == BsonType.NULL;
                }
                case "isRead" -> {
                    in.skipValue();
                    fits &= type == BsonType.BOOLEAN || type == BsonType.NULL;
                }
                case "clientMessageId" -> {
                    in.skipValue();
                    fits &= type == BsonType.STRING || type == BsonType.NULL;
                }
                case "seq" -> fits &= isNumber(in, type);
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new Examined(id, fits && required == REQUIRED);
    }

    private static boolean isStatus(BsonReader in, BsonType type) {
        if (type == BsonType.STRING) {
            return STATUS.contains(in.readString());
        }
        in.skipValue();
        return false;
    }

    /// A whole number above 0, or none.
    private static boolean isNumber(BsonReader in, BsonType type) {
        return switch (type) {
            case INT32 -> in.readInt32() > 0;
            case INT64 -> in.readInt64() > 0;
            case DOUBLE -> {
                double number = in.readDouble();
                yield number > 0 && number <= 1L << 53 && number == Math.rint(number);
            }
            case NULL -> {
                in.readNull();
                yield true;
            }
            default -> {
                in.skipValue();
                yield false;
            }
        };
    }

    @Override
    public void encode(BsonWriter out, Examined value, EncoderContext context) {
        throw new UnsupportedOperationException("documents are only looked at");
    }

    @Override
    public Class<Examined> getEncoderClass() {
        return Examined.class;
    }
}
