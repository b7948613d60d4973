package io.postroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever arrives is a frame or is answered, and the socket lives.
class FramesTest {
    private static final String USER = "65f0c1a2b3c4d5e6f7a8b9c0";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "true",
                "7",
                "\"ack\"",
                "[]",
                "[{\"type\":\"ack\",\"seq\":1}]",
                "{",
                "}",
                "{\"type\"",
                "{\"type\":\"ack\",\"seq\":1",
                "{\"type\":\"ack\",\"seq\":1}}",
                "{\"type\":\"ack\",\"seq\":1}{}",
                "{'type':'ack'}",
                "not JSON at all",
                "{\"type\":\"ack\",\"seq\":01}",
                "{\"type\":\"ack\",\"seq\":NaN}",
                "\u0000"
            })
    void whatIsNoJsonObjectIsInvalidAndNamesNoField(String text) {
        assertThat(refused(text)).isEqualTo(new ServerFrame.Error(null, ErrorCode.INVALID, message(text), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "message", "orderId", "paymentId", "invoiceId", "clientMessageId"})
    void halfOfASurrogatePairIsInvalidAndNamed(String field) {
        for (String half : new String[] {"a\\ud83db", "\\ud83d", "\\udcec\\ud83d", "\\udcec"}) {
            String fields = "\"userId\":\"" + USER + "\",\"status\":\"Info\",\"title\":\"t\",\"message\":\"m\"";
            String frame = "{\"type\":\"sendReportMessage\"," + fields.replace("\"" + field + "\":", "\"x\":") + ",\""
                    + field + "\":\"" + half + "\"}";
            assertThat(refusal(frame).field()).isEqualTo(field);
        }
        assertThat(refusal("{\"type\":\"ack\",\"seq\":1,\"ref\":\"\\ud83d\"}").field())
                .isEqualTo("ref");
    }

    @Test
    void aWholeSurrogatePairIsATextLikeAnyOther() {
        assertThat(Frames.decode("{\"type\":\"ack\",\"seq\":1,\"ref\":\"\\ud83d\\udcec📬\"}")
                        .ref())
                .isEqualTo("📬📬");
    }

    @Test
    void aNumberOfThousandsOfDigitsIsInvalidByItsFieldAndAnsweredWithTheRef() {
        assertThat(refused("{\"type\":\"ack\",\"ref\":\"a\",\"seq\":" + "9".repeat(60_000) + "}"))
                .isEqualTo(
                        new ServerFrame.Error("a", ErrorCode.INVALID, "seq must be a whole number, 0 or more", "seq"));
    }

    @Test
    void thousandsOfBracketsAreInvalid() {
        assertThat(refusal("[".repeat(5000)).code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal("{\"type\":" + "[".repeat(5000)).code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal("{\"a\":".repeat(5000)).code()).isEqualTo(ErrorCode.INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type      | {}",
                "type      | {\"type\":null}",
                "type      | {\"type\":5}",
                "type      | {\"type\":\"shout\"}",
                "type      | {\"type\":\"ACK\",\"seq\":1}",
                "userId    | {\"type\":\"joinUserRoom\"}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":null}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":{\"$ne\":null}}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":[\"65f0c1a2b3c4d5e6f7a8b9c0\"]}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c\"}",
                "userId    | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9cg\"}",
                "userId    | {\"type\":\"leaveUserRoom\",\"userId\":true}",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"after\":-1}",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"after\":\"1\"}",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"after\":1.5}",
                "after     | {\"type\":\"joinUserRoom\",\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"after\":1e99}",
                "messageId | {\"type\":\"markRead\"}",
                "messageId | {\"type\":\"markRead\",\"messageId\":7}",
                "upTo      | {\"type\":\"markAllRead\",\"upTo\":false}",
                "upTo      | {\"type\":\"markAllRead\",\"upTo\":[]}",
                "seq       | {\"type\":\"ack\"}",
                "seq       | {\"type\":\"ack\",\"seq\":null}",
                "seq       | {\"type\":\"ack\",\"seq\":{}}",
                "token     | {\"type\":\"refreshToken\"}",
                "token     | {\"type\":\"refreshToken\",\"token\":1}",
                "ref       | {\"type\":\"ack\",\"seq\":1,\"ref\":5}",
                "ref       | {\"type\":\"ack\",\"seq\":1,\"ref\":{}}"
            })
    void aFieldOfTheWrongKindIsNamed(String field, String text) {
        FrameRefusal refusal = refusal(text);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.answer()).isInstanceOf(ServerFrame.Error.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userId          | ``",
                "title           | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\"",
                "title           | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"title\":\" \",\"message\":\"m\",\"status\":\"Info\"",
                "title           | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"title\":{\"$gt\":\"\"}",
                "message         | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"title\":\"t\",\"status\":\"Info\"",
                "status          | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"title\":\"t\",\"message\":\"m\",\"status\":\"info\"",
                "orderId         | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"orderId\":5",
                "clientMessageId | ,\"userId\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"title\":\"t\",\"message\":\"m\",\"status\":\"Info\",\"clientMessageId\":\"\"",
                "ref             | ,\"ref\":[]"
            })
    void aSendIsAlwaysAnsweredByReportMessageSent(String field, String rest) {
        FrameRefusal refusal = refusal("{\"type\":\"sendReportMessage\"" + rest + "}");

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.answer()).isInstanceOfSatisfying(ServerFrame.ReportMessageSent.class, sent -> {
            assertThat(sent.success()).isFalse();
            assertThat(sent.error().code()).isEqualTo(ErrorCode.INVALID);
        });
    }

    @Test
    void aRefOfSixtyFourCharactersComesBackAndALongerOneDoesNot() {
        String most = "r".repeat(64);

        assertThat(Frames.decode("{\"type\":\"ack\",\"seq\":1,\"ref\":\"" + most + "\"}")
                        .ref())
                .isEqualTo(most);
        assertThat(refused("{\"type\":\"shout\",\"ref\":\"" + most + "\"}"))
                .isInstanceOfSatisfying(
                        ServerFrame.Error.class,
                        error -> assertThat(error.ref()).isEqualTo(most));
        assertThat(refused("{\"type\":\"ack\",\"seq\":1,\"ref\":\"" + most + "r\"}"))
                .isInstanceOfSatisfying(ServerFrame.Error.class, error -> {
                    assertThat(error.ref()).isNull();
                    assertThat(error.field()).isEqualTo("ref");
                });
    }

    @Test
    void upperCaseIsTheSameId() {
        assertThat(Frames.decode("{\"type\":\"leaveUserRoom\",\"userId\":\"65F0C1A2B3C4D5E6F7A8B9C0\"}"))
                .isEqualTo(new ClientFrame.LeaveUserRoom(null, USER));
    }

    @Test
    void fieldsStandInAnyOrderUnknownOnesAreSkippedAndNullIsLeftOut() {
        assertThat(Frames.decode("{\"more\":{\"type\":[1,{\"a\":2}]},\"after\":null,\"ref\":null,\"userId\":\"" + USER
                        + "\",\"sentBy\":\"somebody\",\"type\":\"joinUserRoom\"}"))
                .isEqualTo(new ClientFrame.JoinUserRoom(null, USER, null));
    }

    @Test
    void aWholeNumberMayBeWrittenAsJavaScriptWouldReadIt() {
        assertThat(Frames.decode("{\"type\":\"ack\",\"seq\":2.0}")).isEqualTo(new ClientFrame.Ack(null, 2));
        assertThat(Frames.decode("{\"type\":\"ack\",\"seq\":2e1}")).isEqualTo(new ClientFrame.Ack(null, 20));
    }

    @Property(tries = 2000)
    void anyTextIsAFrameOrRefused(@ForAll String text) {
        decoded(text);
    }

    @Property(tries = 2000)
    void anyFieldsAreAFrameOrRefused(@ForAll("objects") String text) {
        decoded(text);
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> names = Arbitraries.of(
                "type",
                "ref",
                "userId",
                "after",
                "title",
                "message",
                "status",
                "messageId",
                "upTo",
                "seq",
                "token",
                "x");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("joinUserRoom", "leaveUserRoom", "sendReportMessage", "markRead", "markAllRead", "ack")
                        .map(type -> '"' + type + '"'),
                Arbitraries.of(
                        "null",
                        "true",
                        "{}",
                        "[]",
                        "{\"$ne\":null}",
                        "\"\"",
                        "-0",
                        "1E400",
                        "9007199254740993",
                        "-1",
                        "0.0000001",
                        '"' + USER + '"',
                        "\"\\ud800\"",
                        "[[[[{}]]]]",
                        "99999999999999999999999999999999999"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf));
        return Combinators.combine(names, values)
                .as((name, value) -> '"' + name + "\":" + value)
                .list()
                .ofMaxSize(8)
                .map(fields -> '{' + String.join(",", fields) + '}');
    }

    private static void decoded(String text) {
        try {
            assertThat(Frames.decode(text)).isNotNull();
        } catch (FrameRefusal refusal) {
            assertThat(Frames.encode(refusal.answer())).startsWith("{\"type\":");
        }
    }

    private static FrameRefusal refusal(String text) {
        FrameRefusal refusal = catchThrowableOfType(FrameRefusal.class, () -> Frames.decode(text));
        assertThat(refusal).as("refused: %s", text).isNotNull();
        return refusal;
    }

    private static ServerFrame refused(String text) {
        return refusal(text).answer();
    }

    private static String message(String text) {
        return refusal(text).getMessage();
    }
}
