package io.postroom.faults;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What the build made of Postroom: a jar, or with `-Dnative` a binary. Quarkus writes down which.
public final class Artifact {
    private static final Path TARGET = Path.of("target");

    private Artifact() {}

    /// How to start it.
    ///
    /// @param options bounds of the heap and the like, `-X…`: the binary takes them as the JVM does
    public static List<String> command(List<String> options) {
        Path path = path();
        if (isNative()) {
            List<String> command = new ArrayList<>(List.of(path.toString()));
            command.addAll(options);
            return command;
        }
        return command(path, options);
    }

    public static boolean isNative() {
        return made().getProperty("type").equals("native");
    }

    /// How to start this jar. Tests start many for a short while: the quick compiler and the collector of one thread.
    static List<String> command(Path jar, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /// The jar; where the build made a binary, the one that the binary was made of.
    public static Path jar() {
        if (!isNative()) {
            return path();
        }
        Path folder =
                TARGET.resolve(path().getFileName().toString().replaceFirst("-runner$", "-native-image-source-jar"));
        return folder.resolve(path().getFileName() + ".jar").toAbsolutePath();
    }

    private static Path path() {
        return TARGET.resolve(made().getProperty("path")).toAbsolutePath();
    }

    private static Properties made() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is packaged", e);
        }
        return properties;
    }
}
