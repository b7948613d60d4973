package io.postroom.web;

import io.quarkiverse.web.bundler.runtime.Bundle;
import jakarta.inject.Singleton;

/// The one document that all pages are; the script in it shows the page that the address names.
@Singleton
final class Shell {
    private static final String HTML = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Postroom</title>
            <link rel="icon" href="data:image/svg+xml,%%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%%3E\
            %%3Crect width='32' height='32' rx='8' fill='%%234f46e5'/%%3E\
            %%3Cpath d='M7 11l9 7 9-7M7 10h18v12H7z' fill='none' stroke='white' stroke-width='2' stroke-linejoin='round'/%%3E\
            %%3C/svg%%3E">
            <link rel="stylesheet" href="%s">
            %s<script type="module" src="%s"></script>
            </head>
            <body>
            <postroom-app></postroom-app>
            <noscript>Postroom needs JavaScript: messages appear by themselves.</noscript>
            </body>
            </html>
            """;

    private final Bundle bundle;
    private final Look look;

    Shell(Bundle bundle, Look look) {
        this.bundle = bundle;
        this.look = look;
    }

    /// Made anew each time, which costs nothing: while developing, the bundle's name changes.
    String html() {
        String ownLook = look.there() ? "<link rel=\"stylesheet\" href=\"" + Look.PATH + "\">\n" : "";
        return HTML.formatted(bundle.style("app"), ownLook, bundle.script("app"));
    }
}
