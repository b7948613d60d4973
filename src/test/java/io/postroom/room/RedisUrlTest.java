package io.postroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisUrlTest {

    @Test
    void oneServerIsNamedByHostPortAndDatabase() {
        RedisUrl url = RedisUrl.parse("redis://redis.example:6380/3");
        assertEquals(RedisUrl.Kind.SINGLE, url.kind());
        assertEquals(List.of(new RedisUrl.Node("redis.example", 6380)), url.nodes());
        assertEquals(3, url.database());
        assertFalse(url.tls());
        assertNull(url.password());
        assertEquals("redis://redis.example:6380/3", url.endpoint(url.nodes().getFirst()));
    }

    @Test
    void thePortsAreTheUsualOnesWhereNoneIsGiven() {
        assertEquals(6379, RedisUrl.parse("redis://h").nodes().getFirst().port());
        assertEquals(
                6379, RedisUrl.parse("redis+cluster://h").nodes().getFirst().port());
        assertEquals(
                26379, RedisUrl.parse("redis+sentinel://h/m").nodes().getFirst().port());
    }

    @Test
    void sentinelsNameTheMasterAndAClusterItsNodes() {
        RedisUrl sentinels = RedisUrl.parse("rediss+sentinel://secret@a:1,b:2,[::1]:3/mymaster");
        assertEquals(RedisUrl.Kind.SENTINEL, sentinels.kind());
        assertTrue(sentinels.tls());
        assertEquals("mymaster", sentinels.master());
        assertEquals(new RedisUrl.Node("::1", 3), sentinels.nodes().get(2));
        assertEquals("secret", sentinels.password());
        assertEquals(2, RedisUrl.parse("redis+cluster://a:1,b:2").nodes().size());
    }

    @ParameterizedTest
    @CsvSource({
        "redis://user:p%40ss%3Aw%2F+%25@h:1, user, p@ss:w/+%",
        "redis://:only@h:1, , only",
        "redis://only@h:1, , only",
        "redis://u:a@b@h:1, u, a@b",
    })
    void userAndPasswordAreUrlEncoded(String text, String user, String password) {
        RedisUrl url = RedisUrl.parse(text);
        assertEquals(user, url.user());
        assertEquals(password, url.password());
        assertEquals(List.of(new RedisUrl.Node("h", 1)), url.nodes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis:6379 | is not a URL",
                "http://h:1 | the scheme http, which is not supported",
                "redis-sentinel://h:1/m | the scheme redis-sentinel, which is not supported",
                "unix:///run/redis.sock | the scheme unix, which is not supported",
                "redis://h:1?protocol=2 | has parameters",
                "redis://a:1,b:2 | names several servers",
                "redis+sentinel://a:1,b:2 | lacks the master's name",
                "redis+cluster://a:1/2 | a cluster has none",
                "redis://h:1/name | a database is a number",
                "redis://:6379 | not host:port",
                "redis:// | lacks a host",
                "redis://h:99999 | which does not exist",
                "redis://topsecret%zz@h:1 | not URL-encoded",
            })
    void whatIsNotSupportedIsRefusedByName(String text, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> RedisUrl.parse(text))
                .getMessage();
        assertTrue(message.startsWith("POSTROOM_REDIS_URL ") && message.contains(why), message);
        assertFalse(message.contains("topsecret"), message);
    }

    @Test
    void thePasswordIsInNoText() {
        RedisUrl url = RedisUrl.parse("redis://user:top%2Fsecret@h:1");
        assertEquals("redis://h:1", url.toString());
        assertEquals("no … and no …", url.scrubbed("no top/secret and no top%2Fsecret"));
    }
}
