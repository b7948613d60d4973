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
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A copy of the packaged application that differs in a few words of the product's source, compiled against what was
/// packaged. It runs on a JVM, also where a binary was made.
///
/// @param name for who reads that it does not compile
record AlteredCopy(String name, List<AlteredCopy.Change> changes) {
    private static final Path SOURCES = Path.of("src/main/java/io/postroom");

    /// What stands in the source of a class (`room/Hint`), whatever its line breaks, and what stands there instead.
    record Change(String type, String from, String to) {}

    /// Makes the application in `directory`, and returns the jar that starts it.
    Path build(Path jar, Path directory) {
        try {
            Path application = Files.createDirectories(directory.resolve("application"));
            Path whole = jar.toAbsolutePath().getParent();
            Files.createSymbolicLink(application.resolve("lib"), whole.resolve("lib"));
            Path start = Files.copy(jar, application.resolve(jar.getFileName()));
            Path own = jar;
            Path copy = start;
            if (!Artifact.isNative()) {
                Files.createSymbolicLink(application.resolve("quarkus"), whole.resolve("quarkus"));
                own = only(whole.resolve("app"));
                copy = Files.createDirectories(application.resolve("app")).resolve(own.getFileName());
                Files.copy(own, copy);
            }
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
            Path source = file(directory.resolve("sources"), text.getKey());
            Files.createDirectories(source.getParent());
            arguments.add(Files.writeString(source, text.getValue()).toString());
        }
        int outcome = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (outcome != 0) {
            throw new AssertionError("it does not compile: " + name);
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
