package io.postroom.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The stylesheet of an installation, which sets the custom properties of the pages anew.
@Singleton
final class Look {
    static final String PATH = "/look.css";

    private final Optional<String> css;

    /// Read once. A file that cannot be read is refused at the start, with all other settings that do not fit.
    Look(@ConfigProperty(name = "postroom.pages.stylesheet") Optional<Path> stylesheet) {
        this.css = stylesheet.filter(Files::isReadable).map(Look::read);
    }

    boolean there() {
        return css.isPresent();
    }

    String css() {
        return css.orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("POSTROOM_PAGES_STYLESHEET names a file that cannot be read: " + file, e);
        }
    }
}
