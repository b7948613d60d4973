package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Versions of the product that break its promise, each in a way that a plausible mistake would: a few
/// words of the product's source changed, compiled against the packaged application and put into a copy of it.
enum BrokenVersion {
    NO_GAP_FILL(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("CatchUp", "room.fill(page);", "if (!page.isEmpty()) { return; } room.fill(page);")),

    PUBLISH_BEFORE_STORE(
            Fault.Kind.CUT_FROM_STORE,
            new Change("Confirmations", "private final Function", "final Function"),
            new Change(
                    "LogWriter",
                    "log.insert(entries, ordered);",
                    "entries.forEach(confirmations.handOn::apply); log.insert(entries, ordered);")),

    NO_READING_OF_HEADS(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("HeadWatch", "rooms.all().forEach(room -> ids.add(room.userId));", "")),

    RETRY_UNDER_ANOTHER_KEY(
            Fault.Kind.LOSE_STORE_ANSWERS,
            new Change("Enquiry", "found = log.byIds(ids);", "found = new HashMap<>();"),
            new Change("Enquiry", "LogEntry earlier = byKey(log, pending.entry);", "LogEntry earlier = null;"),
            new Change("LogWriter", "entries.add(pending.entry.withSeq(++seq));", """
                    LogEntry e = pending.entry.withSeq(++seq);
                    String id = java.util.HexFormat.of().toHexDigits(System.nanoTime()) + "%08x".formatted(seq);
                    entries.add(new LogEntry(id, e.userId(), seq, e.orderId(), e.paymentId(), e.invoiceId(), e.title(),
                            e.message(), e.status(), e.sentBy(), id, false, null, null, e.createdAt()));""")),

    HINTS_TRUSTED_WITHOUT_SEQ(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("Room", "if (head == UNKNOWN || event.seq() <= head)", "if (head == UNKNOWN)"),
            new Change(
                    "Room",
                    "if (event.seq() == head + 1) { handOn(event); takeEarly();",
                    "if (event.seq() > 0) { handOn(event);"));

    /// What stands in the source of a class, whatever its line breaks, and what stands there instead.
    private record Change(String type, String from, String to) {}

    /// Long enough for every sender to write to every room.
    private static final int FAULT_MS = 2500;

    private static final Path SOURCES = Path.of("src/main/java/io/postroom/room");

    private final Fault.Kind fatal;
    private final List<Change> changes;

    BrokenVersion(Fault.Kind fatal, Change... changes) {
        this.fatal = fatal;
        this.changes = List.of(changes);
    }

    /// What this version does not survive, at one replica after the other.
    List<Fault> plan(int count, int replicas) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Fault(fatal, i % replicas, FAULT_MS))
                .toList();
    }

    /// Makes the application in `directory`, and returns the jar that starts it.
    Path build(Path jar, Path directory) {
        try {
            Path application = Files.createDirectories(directory.resolve("broken"));
            Path whole = jar.toAbsolutePath().getParent();
            Files.createSymbolicLink(application.resolve("lib"), whole.resolve("lib"));
            Files.createSymbolicLink(application.resolve("quarkus"), whole.resolve("quarkus"));
            Path start = Files.copy(jar, application.resolve(jar.getFileName()));
            Path own = only(whole.resolve("app"));
            Path copy = Files.createDirectories(application.resolve("app")).resolve(own.getFileName());
            Files.copy(own, copy);
            replaceIn(copy, compile(own, whole.resolve("lib"), directory));
            return start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path compile(Path own, Path libraries, Path directory) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (Change change : changes) {
            String text = texts.get(change.type());
            texts.put(
                    change.type(),
                    changed(text == null ? Files.readString(file(SOURCES, change.type())) : text, change));
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-parameters", "-d"));
        arguments.add(classes.toString());
        arguments.add("-cp");
        try (Stream<Path> jars = Files.walk(libraries)) {
            arguments.add(own
                    + java.io.File.pathSeparator
                    + jars.filter(jar -> jar.toString().endsWith(".jar"))
                            .map(Path::toString)
                            .collect(Collectors.joining(java.io.File.pathSeparator)));
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            arguments.add(Files.writeString(file(directory, text.getKey()), text.getValue())
                    .toString());
        }
        int outcome = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (outcome != 0) {
            throw new AssertionError("the broken version does not compile: " + this);
        }
        return classes;
    }

    private static Path file(Path folder, String type) {
        return folder.resolve(type + ".java");
    }

    /// The words must stand there exactly once: where the product changed, this must change with it.
    private static String changed(String text, Change change) {
        Pattern words = Pattern.compile(
                Stream.of(change.from().split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
        Matcher found = words.matcher(text);
        if (found.results().count() != 1) {
            throw new AssertionError("not once in the source: " + change.from());
        }
        return found.replaceFirst(Matcher.quoteReplacement(change.to()));
    }

    private static void replaceIn(Path jar, Path classes) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, inside.getPath(classes.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
