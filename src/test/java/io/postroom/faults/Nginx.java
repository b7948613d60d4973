package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real nginx before several replicas, with what `docs/operations.md` says: it has no checks of its own, so each
/// upgrade that a replica refuses goes to the next one.
final class Nginx implements AutoCloseable {
    private final Address address = new Address(Ports.free());
    private final ChildProcess process;

    Nginx(Path directory, List<ReplicaProcess> replicas) {
        Path home = directory.resolve("nginx").toAbsolutePath();
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("nginx.conf"), """
                    daemon off;
                    master_process off;
                    pid %1$s/pid;
                    error_log %1$s/error.log;
                    worker_rlimit_nofile 10000;
                    events { worker_connections 5000; }
                    http {
                      access_log off;
                      client_body_temp_path %1$s/body;
                      proxy_temp_path %1$s/proxy;
                      fastcgi_temp_path %1$s/fastcgi;
                      uwsgi_temp_path %1$s/uwsgi;
                      scgi_temp_path %1$s/scgi;
                      %2$s
                    }
                    """.formatted(home, ProxyManual.nginx(replicas, address)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Where its directory is: systems put it where only root looks.
        String program = Files.exists(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        process = new ChildProcess(
                "nginx",
                List.of(
                        program,
                        "-p",
                        home.toString(),
                        "-c",
                        home.resolve("nginx.conf").toString()),
                Map.of(),
                directory);
        process.start();
        address.awaitOpen("nginx");
    }

    Address address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
