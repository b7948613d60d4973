package io.postroom.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `POSTROOM_PAGES_STYLESHEET`.
@QuarkusTest
@TestProfile(LookTest.Own.class)
class LookTest {
    private static final String CSS = ":root { --pr-accent: #0a7; }";

    public static class Own implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createDirectories(Path.of("target")).resolve("look.css");
                return Map.of(
                        "postroom.pages.stylesheet",
                        Files.writeString(file, CSS).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theStylesheetOfTheInstallationComesAfterThatOfThePages() {
        given().get("/login").then().body(containsString(".css\">\n<link rel=\"stylesheet\" href=\"/look.css\">"));
        given().get("/look.css")
                .then()
                .statusCode(200)
                .contentType("text/css; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .body(equalTo(CSS));
    }

    @Test
    void theDocumentationNamesEveryPropertyThatThereIsAndNoOther() throws IOException {
        Set<String> there = properties(Path.of("src/main/resources/web/app/app.css"), "^\\s*(--pr-[a-z-]+):");
        Set<String> named = properties(Path.of("docs/client.md"), "`(--pr-[a-z-]+)`");

        assertThat(named).isEqualTo(there);
    }

    private static Set<String> properties(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
