package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The proxies' configurations as `docs/operations.md` has them, so that tests run what operators copy. Only
/// addresses are others: each line that names a replica of the page is there once for each replica of the test.
final class ProxyManual {
    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Pattern REPLICA = Pattern.compile("( *server .*)10\\.0\\.0\\.1:8080(.*\n)");
    private static final Pattern OTHER_REPLICA = Pattern.compile(" *server .*10\\.0\\.0\\.2:8080.*\n");

    private ProxyManual() {}

    static String nginx(List<ReplicaProcess> replicas, Address entry) {
        return only(
                "listen 443 ssl;",
                "listen 127.0.0.1:" + entry.port() + ";",
                before(replicas, "nginx", r -> line -> line));
    }

    static String haProxy(List<ReplicaProcess> replicas) {
        return before(
                replicas,
                "haproxy",
                replica -> line -> only(
                        " a ",
                        " " + replica.name() + " ",
                        only("port 9000", "port " + replica.managementPort(), line)));
    }

    private static String before(
            List<ReplicaProcess> replicas, String language, Function<ReplicaProcess, Function<String, String>> named) {
        String page = OTHER_REPLICA.matcher(block(language)).replaceAll("");
        Matcher line = REPLICA.matcher(page);
        if (!line.find()) {
            throw new IllegalStateException("no replica in what " + PAGE + " says of " + language);
        }
        String servers = replicas.stream()
                .map(replica ->
                        named.apply(replica).apply(line.group(1) + "127.0.0.1:" + replica.port() + line.group(2)))
                .collect(Collectors.joining());
        return page.substring(0, line.start()) + servers + page.substring(line.end());
    }

    private static String block(String language) {
        try {
            Matcher block =
                    Pattern.compile("(?s)\n```" + language + "\n(.*?)```\n").matcher(Files.readString(PAGE));
            if (!block.find()) {
                throw new IllegalStateException(PAGE + " has no block of " + language);
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String only(String text, String instead, String in) {
        if (!in.contains(text)) {
            throw new IllegalStateException("no '" + text + "' in what " + PAGE + " says: " + in);
        }
        return in.replace(text, instead);
    }
}
