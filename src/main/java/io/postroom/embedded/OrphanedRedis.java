package io.postroom.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What is written down about a running embedded Redis, and the end of those whose starter is gone.
///
/// A record is a file of five lines: process id, start and executable of the server; process id and start of its
/// starter. A process id alone proves nothing, since the system gives it away again: only a process with the recorded
/// start and executable is ended, and only when no process with its starter's id and start is there.
final class OrphanedRedis {
    private static final Logger LOG = Logger.getLogger(OrphanedRedis.class);
    private static final String PREFIX = "redis-";
    private static final String SUFFIX = ".process";

    private OrphanedRedis() {}

    static Path write(Path home, ProcessHandle server, Path executable) throws IOException {
        ProcessHandle starter = ProcessHandle.current();
        Path record = home.resolve(PREFIX + server.pid() + SUFFIX);
        return Files.write(
                record,
                List.of(
                        Long.toString(server.pid()),
                        start(server),
                        executable.toAbsolutePath().toString(),
                        Long.toString(starter.pid()),
                        start(starter)));
    }

    static void endAll(Path home) throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(home, PREFIX + "*" + SUFFIX)) {
            for (Path record : records) {
                end(record);
            }
        }
    }

    private static void end(Path record) throws IOException {
        List<String> lines = Files.readAllLines(record);
        if (lines.size() < 5) {
            Files.deleteIfExists(record);
            return;
        }
        if (find(lines.get(3), lines.get(4)).isPresent()) {
            return;
        }
        find(lines.get(0), lines.get(1))
                .filter(server ->
                        server.info().command().map(lines.get(2)::equals).orElse(false))
                .ifPresent(server -> {
                    LOG.infof("Ending the embedded Redis of an earlier run: process %d", server.pid());
                    server.destroyForcibly();
                });
        Files.deleteIfExists(record);
    }

    private static Optional<ProcessHandle> find(String pid, String start) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> start(process).equals(start));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
