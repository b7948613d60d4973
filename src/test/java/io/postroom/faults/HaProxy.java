package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real HAProxy before several replicas, with the backend of `docs/operations.md`: it asks each for its
/// readiness, and an upgrade that one refuses goes to another.
final class HaProxy implements AutoCloseable {
    private final Address address = new Address(Ports.free());
    private final ChildProcess process;

    HaProxy(Path directory, List<ReplicaProcess> replicas) {
        Path configuration = directory.resolve("haproxy.cfg").toAbsolutePath();
        try {
            Files.writeString(configuration, """
                    global
                      maxconn 4500
                    defaults
                      mode http
                      timeout connect 2s
                      timeout client 30s
                    frontend entry
                      bind 127.0.0.1:%d
                      default_backend postroom
                    %s
                    """.formatted(address.port(), ProxyManual.haProxy(replicas)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = new ChildProcess(
                "haproxy", List.of("haproxy", "-db", "-f", configuration.toString()), Map.of(), directory);
        process.start();
        address.awaitOpen("haproxy");
    }

    Address address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
