package io.postroom.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins, attempts and logouts hold over all replicas, and Redis has no say in who gets in.
class LoginOverReplicasIT {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final String PASSWORD = "the right one";
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(directory, StoreProcess.inMemory(directory))
                .replicas(2, Map.of("POSTROOM_LIMITS_PER_ADDRESS", "10"));
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void aLogoutClosesTheSocketsOfItsLoginOnEveryReplica() throws Exception {
        String user = userWithPassword();
        Response login = login(0, user);
        Response other = login(1, user);
        SocketClient here = socket(0, user, login);
        SocketClient there = socket(1, user, login);
        SocketClient refreshed = socket(1, user, refresh(1, login));
        SocketClient bystander = socket(1, user, other);

        post(0, "logout", Map.of("refreshToken", login.path("refreshToken")))
                .then()
                .statusCode(204);

        for (SocketClient socket : new SocketClient[] {here, there, refreshed}) {
            assertThat(socket.closed().get(PROMPT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(4401);
        }
        lives(bystander);
        assertThat(refresh(1, login).statusCode()).isEqualTo(401);
        bystander.close();
    }

    @Test
    void wrongPasswordsCountTogether() {
        String user = userWithPassword();
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(i % 2, user, "wrong").statusCode())
                    .as("wrong one " + i)
                    .isEqualTo(401);
        }
        for (int replica = 0; replica < 2; replica++) {
            for (String password : new String[] {"wrong", PASSWORD}) {
                Response answer = attempt(replica, user, password);
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).matches("\\d+");
            }
        }
    }

    @Test
    void aRefreshTokenIsSpentOnAllAndItsLateReturnEndsTheFamilyOnAll() {
        String user = userWithPassword();
        Response login = login(0, user);
        Response second = refresh(1, login);
        assertThat(second.statusCode()).isEqualTo(200);
        Response third = refresh(0, login);
        assertThat(third.statusCode()).as("again within 30 s, elsewhere").isEqualTo(200);
        assertThat((String) third.path("refreshToken")).isNotEqualTo(second.path("refreshToken"));
        try (MongoClient client = site.store().client()) {
            client.getDatabase(ReplicaProcess.DATABASE)
                    .getCollection("refreshtokens")
                    .updateMany(
                            Filters.and(Filters.eq("person", user), Filters.ne("usedAt", null)),
                            Updates.set("usedAt", Date.from(Instant.now().minusSeconds(31))));
        }
        assertThat(refresh(1, login).statusCode()).isEqualTo(401);
        assertThat(refresh(0, second).statusCode()).isEqualTo(401);
        assertThat(refresh(1, third).statusCode()).isEqualTo(401);
    }

    @Test
    void redisAwayNeitherOpensNorShutsTheDoor() throws Exception {
        String user = userWithPassword();
        String guessed = userWithPassword();
        site.redis().kill();

        Response login = login(0, user);
        Response next = refresh(1, login);
        assertThat(next.statusCode()).isEqualTo(200);
        SocketClient here = socket(0, user, login);
        SocketClient there = socket(1, user, next);
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(i % 2, guessed, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(attempt(0, guessed, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(attempt(1, guessed, PASSWORD).statusCode()).isEqualTo(429);

        post(0, "logout", Map.of("refreshToken", next.path("refreshToken")))
                .then()
                .statusCode(204);

        assertThat(here.closed().get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4401);
        assertThat(refresh(1, next).statusCode()).isEqualTo(401);
        // By hint: the other replica hears of it when there are hints again, or sees the token end.
        there.close();
    }

    private static String userWithPassword() {
        String id = site.newUser();
        try (MongoClient client = site.store().client()) {
            client.getDatabase(ReplicaProcess.DATABASE)
                    .getCollection("users")
                    .updateOne(Filters.eq(new ObjectId(id)), Updates.set("password", HASH));
        }
        return id;
    }

    private static SocketClient socket(int replica, String user, Response session) {
        SocketClient socket =
                SocketClient.connect(site.replica(replica).userUrl(user), (String) session.path("accessToken"));
        socket.await("welcome", PROMPT);
        return socket;
    }

    private static void lives(SocketClient socket) {
        socket.send("{\"type\":\"ack\",\"ref\":\"lives\",\"seq\":0}");
        socket.await("done", PROMPT);
    }

    private static Response login(int replica, String user) {
        Response answer = attempt(replica, user, PASSWORD);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static Response attempt(int replica, String user, String password) {
        return post(replica, "login", Map.of("email", user + "@example.org", "password", password, "session", "body"));
    }

    private static Response refresh(int replica, Response session) {
        return post(replica, "refresh", Map.of("refreshToken", session.path("refreshToken")));
    }

    private static Response post(int replica, String call, Map<String, String> body) {
        return given().baseUri("http://127.0.0.1")
                .port(site.replica(replica).port())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/auth/users/" + call);
    }
}
