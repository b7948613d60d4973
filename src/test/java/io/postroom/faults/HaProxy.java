package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real HAProxy before several replicas, set up as `docs/operations.md` says: it asks each for its readiness, and an
/// upgrade that one refuses goes to another.
final class HaProxy implements AutoCloseable {
    private final Address address = new Address(Ports.free());
    private final ChildProcess process;

    HaProxy(Path directory, List<ReplicaProcess> replicas) {
        String servers = replicas.stream()
                .map(replica -> "server %s 127.0.0.1:%d check port %d"
                        .formatted(replica.name(), replica.port(), replica.managementPort()))
                .collect(Collectors.joining("\n  "));
        Path configuration = directory.resolve("haproxy.cfg").toAbsolutePath();
        try {
            Files.writeString(configuration, """
                    global
                      maxconn 4500
                    defaults
                      mode http
                      timeout connect 2s
                      timeout client 1h
                      timeout server 30s
                      timeout tunnel 1h
                    frontend entry
                      bind 127.0.0.1:%d
                      default_backend postroom
                    backend postroom
                      balance leastconn
                      option httpchk GET /q/health/ready
                      option redispatch 1
                      retries 3
                      retry-on conn-failure empty-response 503
                      default-server check inter 500ms fall 1 rise 1
                      %s
                    """.formatted(address.port(), servers));
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
