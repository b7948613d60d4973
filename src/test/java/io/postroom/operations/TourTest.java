package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/tour.jsh` where the tour cannot be made: one line that says why, and an exit code for scripts.
class TourTest {
    /// What the JDK says where jshell has never run before.
    private static final Pattern FIRST_RUN = Pattern.compile(".*\\nINFO: Created user preferences directory\\.\\n");

    @Test
    void whereNothingRunsItSaysSoInOneLineAndFails() throws IOException, InterruptedException {
        assertThat(tour("http://localhost:1"))
                .isEqualTo("1: Nothing answers at http://localhost:1: start ./mvnw quarkus:dev first,"
                        + " or name another address in TOUR_URL.\n");
    }

    @Test
    void whereSomethingElseAnswersItSaysWhatAndFails() throws IOException, InterruptedException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        String url = "http://localhost:" + other.getAddress().getPort();
        try {
            assertThat(tour(url + "/"))
                    .startsWith(
                            "1: The tour at " + url + " failed: the login of anna@customer.example was answered by 404")
                    .hasLineCount(1);
        } finally {
            other.stop(0);
        }
    }

    private static String tour(String url) throws IOException, InterruptedException {
        Path jshell = Path.of(System.getProperty("java.home"), "bin", "jshell");
        ProcessBuilder tour = new ProcessBuilder(jshell.toString(), "docs/tour.jsh").redirectErrorStream(true);
        tour.environment().put("TOUR_URL", url);
        Process process = tour.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + ": " + FIRST_RUN.matcher(said).replaceFirst("");
    }
}
