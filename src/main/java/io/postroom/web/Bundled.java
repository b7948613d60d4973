package io.postroom.web;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// The files of the bundle as they go over the network: compressed, once at the start.
///
/// The runtime could compress by itself, but only for all connections: each socket would then open with a compressor in
/// its way, and the start would load native code that nobody asked for.
@Singleton
final class Bundled {
    /// By path, `/static/bundle/app-3XYZ.js`. Empty while developing: there the files are on no class path.
    private final Map<String, Buffer> files = new HashMap<>();

    Bundled(Bundle bundle) {
        for (String name : bundle.mapping().names()) {
            String path = bundle.mapping().get(name);
            read("META-INF/resources" + path).ifPresent(file -> files.put(path, file));
        }
    }

    Optional<Buffer> compressed(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static Optional<Buffer> read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                in.transferTo(out);
            }
            return Optional.of(Buffer.buffer(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
