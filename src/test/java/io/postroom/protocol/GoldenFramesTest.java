package io.postroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One set of example frames for everybody: the records, AsyncAPI, and the documents are held to it.
class GoldenFramesTest {
    private static final Path FRAMES = Path.of("src/test/resources/frames");
    private static final Path ASYNCAPI = Path.of("src/main/resources/META-INF/asyncapi.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String USER = "65f0c1a2b3c4d5e6f7a8b9c0";
    private static final String ADMIN = "65f0c1a2b3c4d5e6f7a8b9d1";
    private static final String ORDER = "65f0c1a2b3c4d5e6f7a8b9e2";
    private static final String MESSAGE = "65f1d2b3c4d5e6f7a8b9c0d1";
    private static final Instant SENT = Instant.parse("2026-03-01T08:05:00Z");
    private static final Instant DELIVERED = Instant.parse("2026-03-01T08:05:00.250Z");
    private static final Instant READ = Instant.parse("2026-03-01T08:06:00Z");

    private static final Map<String, ClientFrame> CLIENT = Map.ofEntries(
            Map.entry("joinUserRoom", new ClientFrame.JoinUserRoom("1", USER, 6L)),
            Map.entry("joinUserRoom-whole", new ClientFrame.JoinUserRoom(null, USER, 0L)),
            Map.entry("joinUserRoom-head", new ClientFrame.JoinUserRoom(null, USER, null)),
            Map.entry("leaveUserRoom", new ClientFrame.LeaveUserRoom("2", USER)),
            Map.entry(
                    "sendReportMessage",
                    new ClientFrame.SendReportMessage(
                            "3",
                            new ReportDraft(
                                    USER,
                                    ORDER,
                                    "PAY-1001",
                                    "INV-1001",
                                    "Your order has arrived",
                                    "The carrier has left your parcel with you.",
                                    Status.Info,
                                    "c0ffee-1"))),
            Map.entry(
                    "sendReportMessage-short",
                    new ClientFrame.SendReportMessage(
                            null,
                            new ReportDraft(
                                    USER,
                                    null,
                                    null,
                                    null,
                                    "Please call us",
                                    "We have a question about your payment.",
                                    Status.Issue,
                                    null))),
            Map.entry("markRead", new ClientFrame.MarkRead("4", MESSAGE)),
            Map.entry("markAllRead", new ClientFrame.MarkAllRead("5", 7L)),
            Map.entry("markAllRead-everything", new ClientFrame.MarkAllRead(null, null)),
            Map.entry("ack", new ClientFrame.Ack(null, 7)),
            Map.entry("refreshToken", new ClientFrame.RefreshToken("6", "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl")));

    private static final Map<String, ServerFrame> SERVER = Map.ofEntries(
            Map.entry(
                    "welcome",
                    new ServerFrame.Welcome(
                            "user",
                            USER,
                            "0b6f6a1e-5f0c-4c55-9d2a-2f4f9d7c1a10",
                            new ServerFrame.Limits(65536, 200, 2000, 256),
                            25000)),
            Map.entry("receiveReportMessage", new ServerFrame.ReceiveReportMessage(7, true, message())),
            Map.entry("receiveReportMessage-new", new ServerFrame.ReceiveReportMessage(7, true, newMessage())),
            Map.entry("userRoomJoined", new ServerFrame.UserRoomJoined("1", USER, 7, 2)),
            Map.entry("resync", new ServerFrame.Resync("1", USER, 3)),
            Map.entry("reportMessageSent", ServerFrame.ReportMessageSent.stored("3", message())),
            Map.entry(
                    "reportMessageSent-refused",
                    ServerFrame.ReportMessageSent.refused("3", Refusal.invalid("title", "title is required"))),
            Map.entry("reportMessagesDelivered", new ServerFrame.ReportMessagesDelivered(USER, 7, DELIVERED)),
            Map.entry(
                    "reportMessagesRead", new ServerFrame.ReportMessagesRead(USER, List.of(MESSAGE), null, READ, 7, 1)),
            Map.entry("reportMessagesRead-all", new ServerFrame.ReportMessagesRead(USER, null, 7L, READ, 7, 0)),
            Map.entry("stateStale", new ServerFrame.StateStale(USER, 10000)),
            Map.entry("stateStale-all", new ServerFrame.StateStale(null, 10000)),
            Map.entry("heartbeat", new ServerFrame.Heartbeat()),
            Map.entry("done", new ServerFrame.Done("4")),
            Map.entry(
                    "error",
                    ServerFrame.Error.of("4", new Refusal(ErrorCode.NOT_FOUND, "no such message", "messageId"))),
            Map.entry("error-bare", ServerFrame.Error.of(null, Refusal.invalid(null, "the frame is not JSON"))),
            Map.entry("goingAway", new ServerFrame.GoingAway(250)));

    private static String message() {
        return Json.write(new ReportMessage(
                MESSAGE,
                7,
                new Person(USER, "Anna Berg", "anna@example.com"),
                ORDER,
                "PAY-1001",
                "INV-1001",
                "Your order has arrived",
                "The carrier has left your parcel with you.",
                Status.Info,
                new Sender(ADMIN, "Olga Ruiz"),
                true,
                READ,
                DELIVERED,
                SENT));
    }

    private static String newMessage() {
        return Json.write(new ReportMessage(
                MESSAGE,
                7,
                new Person(USER, "Anna Berg", "anna@example.com"),
                null,
                null,
                null,
                "Your order has arrived",
                "The carrier has left your parcel with you.",
                Status.Info,
                new Sender(ADMIN, "Olga Ruiz"),
                false,
                null,
                null,
                SENT));
    }

    static Stream<String> client() throws IOException {
        return names("client");
    }

    static Stream<String> server() throws IOException {
        return names("server");
    }

    private static Stream<String> names(String direction) throws IOException {
        try (Stream<Path> files = Files.list(FRAMES.resolve(direction))) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("client")
    void aClientFrameIsDecodedToItsRecord(String name) throws IOException {
        assertThat(Frames.decode(golden("client", name))).isEqualTo(CLIENT.get(name));
    }

    @ParameterizedTest
    @MethodSource("server")
    void aServerFrameIsWrittenByteForByte(String name) throws IOException {
        assertThat(Frames.encode(SERVER.get(name))).isEqualTo(golden("server", name));
    }

    @ParameterizedTest
    @MethodSource("client")
    void aClientFrameIsValidInAsyncApi(String name) throws IOException {
        assertValid("client", name);
    }

    @ParameterizedTest
    @MethodSource("server")
    void aServerFrameIsValidInAsyncApi(String name) throws IOException {
        assertValid("server", name);
    }

    @Test
    void everyRecordHasAGoldenFrameAndIsNamedInAsyncApi() throws IOException {
        JsonNode api = asyncApi();
        for (Class<?> side : List.of(ClientFrame.class, ServerFrame.class)) {
            String direction = side == ClientFrame.class ? "client" : "server";
            for (Class<?> frame : frames(side)) {
                String name = Character.toLowerCase(frame.getSimpleName().charAt(0))
                        + frame.getSimpleName().substring(1);
                assertThat(FRAMES.resolve(direction).resolve(name + ".json")).exists();
                assertThat(api.at("/components/messages/" + name + "/name").asText())
                        .isEqualTo(name);
                assertThat(api.at("/components/schemas/" + name + "/properties/type/const")
                                .asText())
                        .isEqualTo(name);
                assertThat(api.at("/channels/users/messages").has(name)
                                || api.at("/channels/admins/messages").has(name))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void everyExampleInAsyncApiIsAGoldenFrame() throws IOException {
        for (JsonNode message : asyncApi().at("/components/messages")) {
            assertThat(message.get("examples")).isNotEmpty();
            for (JsonNode example : message.get("examples")) {
                String name = example.get("name").asText();
                String direction = Files.exists(FRAMES.resolve("client/" + name + ".json")) ? "client" : "server";
                assertThat(example.get("payload")).isEqualTo(MAPPER.readTree(golden(direction, name)));
            }
        }
    }

    @Test
    void aFrameThatBreaksItsSchemaIsNotValid() throws IOException {
        assertThat(schema("ack").validate(MAPPER.readTree("{\"type\":\"ack\",\"seq\":-1}")))
                .isNotEmpty();
        assertThat(schema("done").validate(MAPPER.readTree("{\"type\":\"done\",\"ref\":\"1\",\"more\":1}")))
                .isNotEmpty();
    }

    /// Records of the direction; `Limits` and `Failure` are parts of frames.
    private static List<Class<?>> frames(Class<?> side) {
        return Arrays.asList(side.getPermittedSubclasses());
    }

    private static void assertValid(String direction, String name) throws IOException {
        assertThat(schema(name.split("-")[0]).validate(MAPPER.readTree(golden(direction, name))))
                .isEmpty();
    }

    private static JsonSchema schema(String name) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.set("components", asyncApi().get("components"));
        root.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + name);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    private static JsonNode asyncApi() throws IOException {
        return MAPPER.readTree(ASYNCAPI.toFile());
    }

    private static String golden(String direction, String name) throws IOException {
        return Files.readString(FRAMES.resolve(direction).resolve(name + ".json"))
                .strip();
    }
}
