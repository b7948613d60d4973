package io.postroom.socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.postroom.faults.SocketClient;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// A login that ends takes the sockets that were opened with its tokens along, and no others.
@QuarkusTest
class LogoutTest extends SocketTest {
    private static final String PASSWORD = "open sesame";
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);

    @Test
    void aLogoutClosesTheSocketsOfItsLoginAndNoOthers() {
        String id = userWithPassword();
        Response login = login(id);
        Response next = post("refresh", Map.of("refreshToken", login.path("refreshToken")));
        SocketClient first = socket(id, login);
        SocketClient second = socket(id, next);
        SocketClient otherLogin = socket(id, login(id));
        SocketClient tokenOfOthers = user(id);

        assertThat(post("logout", Map.of("refreshToken", next.path("refreshToken")))
                        .statusCode())
                .isEqualTo(204);

        assertThat(code(first)).isEqualTo(4401);
        assertThat(code(second)).isEqualTo(4401);
        assertThat(ask(otherLogin, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
        assertThat(ask(tokenOfOthers, "ack", "seq", 0).get("type").asText()).isEqualTo("done");
    }

    @Test
    void aSpentTokenThatComesAgainLateClosesThemToo() {
        String id = userWithPassword();
        Response login = login(id);
        post("refresh", Map.of("refreshToken", login.path("refreshToken")))
                .then()
                .statusCode(200);
        SocketClient socket = socket(id, login);
        collection("refreshtokens")
                .updateMany(
                        Filters.and(Filters.eq("person", id), Filters.ne("usedAt", null)),
                        Updates.set("usedAt", Date.from(Instant.now().minusSeconds(31))));

        assertThat(post("refresh", Map.of("refreshToken", login.path("refreshToken")))
                        .statusCode())
                .isEqualTo(401);

        assertThat(code(socket)).isEqualTo(4401);
    }

    @Test
    void aSocketThatWasRefreshedWithATokenOfAnotherLoginEndsWithThatOne() {
        String id = userWithPassword();
        Response old = login(id);
        Response anew = login(id);
        SocketClient socket = socket(id, old);
        assertThat(ask(socket, "refreshToken", "token", anew.path("accessToken"))
                        .get("type")
                        .asText())
                .isEqualTo("done");

        post("logout", Map.of("refreshToken", old.path("refreshToken")));
        assertThat(ask(socket, "ack", "seq", 0).get("type").asText()).isEqualTo("done");

        post("logout", Map.of("refreshToken", anew.path("refreshToken")));
        assertThat(code(socket)).isEqualTo(4401);
    }

    private String userWithPassword() {
        String id = newUser();
        collection("users").updateOne(Filters.eq(new ObjectId(id)), Updates.set("password", HASH));
        return id;
    }

    private SocketClient socket(String id, Response session) {
        SocketClient socket =
                opened(SocketClient.connect(url("/ws/users/" + id), (String) session.path("accessToken")));
        socket.await("welcome", SOON);
        return socket;
    }

    private static int code(SocketClient socket) {
        return socket.closed().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static Response login(String id) {
        Response answer = post(
                "login", Map.of("email", "ursula" + id + "@postroom.example", "password", PASSWORD, "session", "body"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static Response post(String call, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/users/" + call);
    }
}
