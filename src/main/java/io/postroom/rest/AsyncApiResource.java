package io.postroom.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The description of the typed sockets, for everyone: AsyncAPI 3, a file of the build that a test holds to the
/// records.
@Path("/api/asyncapi.json")
public class AsyncApiResource {
    private static final String FILE = "META-INF/asyncapi.json";

    private final byte[] description = read();

    private static byte[] read() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] describe() {
        return description;
    }
}
