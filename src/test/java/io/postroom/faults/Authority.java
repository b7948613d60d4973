package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// An authority of a test's own, and a server's certificate that it has signed, made by `openssl`.
public final class Authority {
    private final Path directory;

    /// @param names of the server
    public Authority(Path directory, String... names) {
        this.directory = directory;
        run("openssl", "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj /CN=test-authority");
        run(
                "openssl",
                "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server -addext subjectAltName="
                        + Arrays.stream(names).map(name -> "DNS:" + name).collect(Collectors.joining(",")));
        run(
                "openssl",
                "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy"
                        + " -out server.pem");
    }

    /// PEM of the authority.
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /// PEM of the server's certificate.
    public Path certificate() {
        return directory.resolve("server.pem");
    }

    /// PEM of the server's key, PKCS #8.
    public Path key() {
        return directory.resolve("server.key");
    }

    /// The authority alone, as Java reads it without being told a password.
    public Path trustStore() {
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importcert -noprompt -alias ca -file ca.pem -storetype JKS -keystore trust.jks"
                        + " -storepass changeit");
        return directory.resolve("trust.jks");
    }

    private void run(String program, String arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments.split(" ")));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("authority.log").toFile())
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
