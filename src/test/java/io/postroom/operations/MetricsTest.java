package io.postroom.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.faults.Backends;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest {
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void everyMetricOfPostroomSaysWhatItIs() {
        List<String> lines = given().get(Backends.management(metrics))
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        List<String> names = lines.stream()
                .filter(line -> line.startsWith("# TYPE postroom_"))
                .map(line -> line.split(" ")[2])
                .toList();
        assertThat(names)
                .hasSizeGreaterThan(9)
                .allSatisfy(name -> assertThat(lines).anyMatch(line -> line.matches("# HELP " + name + " .*\\w.*")));
    }
}
