package io.postroom.room;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where Redis is, as `POSTROOM_REDIS_URL` says it:
///
/// - `redis://[[user:]password@]host[:port][/database]`: one server
/// - `redis+sentinel://[[user:]password@]host[:port],…/master`: the master that the sentinels name
/// - `redis+cluster://[[user:]password@]host[:port],…`: any node of a cluster, for classic pub/sub reaches them all
///
/// each also with `rediss` in place of `redis`: by TLS. User and password are URL-encoded. The password is in no text
/// that comes from here.
///
/// @param database only changes where keys would be; pub/sub knows no databases
/// @param master the name the sentinels know the master by, null for the other kinds
public record RedisUrl(
        Kind kind,
        boolean tls,
        List<Node> nodes,
        @Nullable String user,
        @Nullable String password,
        @Nullable String master,
        int database) {

    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?:(?<login>.*)@)?(?<nodes>[^/?#]*)(?:/(?<path>[^?#]*))?"
                    + "(?<rest>[?#].*)?");
    private static final Pattern NODE =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?");

    /// How the address is to be understood.
    public enum Kind {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    /// One address; `host` without brackets.
    public record Node(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /// @throws IllegalArgumentException with a text that names what is not supported
    public static RedisUrl parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw refused("is not a URL. It may be redis://host:6379, redis+sentinel://host:26379,…/master or"
                    + " redis+cluster://host:6379,…, with rediss for TLS");
        }
        String scheme = shape.group("scheme");
        Kind kind = switch (scheme) {
            case "redis", "rediss" -> Kind.SINGLE;
            case "redis+sentinel", "rediss+sentinel" -> Kind.SENTINEL;
            case "redis+cluster", "rediss+cluster" -> Kind.CLUSTER;
            default ->
                throw refused("has the scheme " + scheme + ", which is not supported: it may be redis,"
                        + " redis+sentinel or redis+cluster, with rediss for TLS");
        };
        if (shape.group("rest") != null) {
            throw refused("has parameters after ? or #, and none are supported");
        }
        String path = shape.group("path") == null ? "" : shape.group("path");
        List<Node> nodes = nodes(shape.group("nodes"), kind == Kind.SENTINEL ? 26379 : 6379);
        if (kind == Kind.SINGLE && nodes.size() > 1) {
            throw refused("names several servers: say redis+sentinel:// or redis+cluster:// for these");
        }
        if (kind == Kind.SENTINEL && path.isEmpty()) {
            throw refused("lacks the master's name: redis+sentinel://host:26379,…/master");
        }
        if (kind == Kind.CLUSTER && !path.isEmpty() && !path.equals("0")) {
            throw refused("names a database, and a cluster has none");
        }
        String login = shape.group("login");
        int colon = login == null ? -1 : login.indexOf(':');
        return new RedisUrl(
                kind,
                scheme.startsWith("rediss"),
                nodes,
                colon > 0 ? decoded(login.substring(0, colon)) : null,
                login == null ? null : decoded(login.substring(colon + 1)),
                kind == Kind.SENTINEL ? path : null,
                kind == Kind.SINGLE ? database(path) : 0);
    }

    /// The client library's own address for one node, password included: not for texts.
    String endpoint(Node node) {
        String login = password == null ? "" : (user == null ? "" : encoded(user)) + ":" + encoded(password) + "@";
        return (tls ? "rediss://" : "redis://") + login + node + (database == 0 ? "" : "/" + database);
    }

    /// A text of others, without what must not be read in it.
    String scrubbed(@Nullable String text) {
        if (text == null) {
            return "no reason given";
        }
        return password == null || password.isEmpty()
                ? text
                : text.replace(encoded(password), "…").replace(password, "…");
    }

    @Override
    public String toString() {
        return (tls ? "rediss" : "redis")
                + (kind == Kind.SINGLE ? "" : kind == Kind.SENTINEL ? "+sentinel" : "+cluster") + "://"
                + String.join(",", nodes.stream().map(Node::toString).toList())
                + (master == null ? "" : "/" + master);
    }

    private static List<Node> nodes(String text, int usualPort) {
        List<Node> nodes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher node = NODE.matcher(part.strip());
            if (!node.matches()) {
                throw refused(part.isBlank() ? "lacks a host" : "has an address that is not host:port");
            }
            String port = node.group("port");
            int number = port == null ? usualPort : Integer.parseInt(port);
            if (number < 1 || number > 65535) {
                throw refused("has the port " + number + ", which does not exist");
            }
            nodes.add(new Node(node.group("host").replaceAll("[\\[\\]]", ""), number));
        }
        return List.copyOf(nodes);
    }

    private static int database(String path) {
        if (path.isEmpty()) {
            return 0;
        }
        if (!path.matches("\\d{1,4}")) {
            throw refused("has the database " + path + ", and a database is a number");
        }
        return Integer.parseInt(path);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("has a user or password that is not URL-encoded (a % is written %25)");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("POSTROOM_REDIS_URL " + why);
    }
}
