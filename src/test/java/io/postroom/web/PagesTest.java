package io.postroom.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagesTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final int FIRST_LOAD_MAX = 60 * 1024;
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/admin/login",
                "/profile/reports",
                "/admin/orders",
                "/admin/reports",
                "/admin/reports/6500000000000000000000b1"
            })
    void everyPageIsTheOneDocumentAndAskedForAgainEachTime(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .body(containsString("<postroom-app>"));
        given().head(path).then().statusCode(200);
    }

    @Test
    void thePolicyKnowsNothingInlineAndNoFrameAround() {
        given().get("/login")
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe")),
                                not(containsString("http:")),
                                not(containsString("https:"))));
    }

    @ParameterizedTest
    @CsvSource({"/admin, /admin/orders", "/admin/, /admin/orders", "/profile, /profile/reports"})
    void whoRemembersOnlyAPartIsLedToThePage(String path, String page) {
        given().redirects().follow(false).get(path).then().statusCode(302).header("Location", equalTo(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/profile/other", "/admin/reports/x/y", "/apis", "/favicon.ico"})
    void whatIsNoPageIsNotFoundByPeopleAndByPrograms(String path) {
        given().accept(BROWSER)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("<postroom-app>"));
        given().accept("*/*").get(path).then().statusCode(404).contentType("application/problem+json");
        given().accept(BROWSER).post(path).then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/orders/nothing/more", "/api"})
    void aCallThatIsNoneIsAProblemAlsoToABrowser(String path) {
        given().accept(BROWSER).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/users/6500000000000000000000b1", "/static/bundle/none.js", "/q/nothing"})
    void whatIsNotForPeopleIsNoPage(String path) {
        given().accept(BROWSER).get(path).then().body(not(containsString("<postroom-app>")));
    }

    @Test
    void aPageLoadsNothingFromElsewhereAndWhatItLoadsIsKeptForGood() {
        assertThat(loaded()).hasSize(2).allMatch(path -> path.startsWith("/static/bundle/"));
        for (String path : loaded()) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", "public, max-age=31536000, immutable");
        }
    }

    @Test
    void theFirstLoadIsSmall() {
        int bytes = plain().get("/profile/reports").asByteArray().length;
        for (String path : loaded()) {
            Response file = plain().header("Accept-Encoding", "gzip").get(path);
            assertThat(file.header("Content-Encoding")).as(path).isEqualTo("gzip");
            bytes += file.asByteArray().length;
        }
        assertThat(bytes).isLessThanOrEqualTo(FIRST_LOAD_MAX);
    }

    @Test
    void whoCannotUnpackGetsItAsItIs() {
        for (String path : loaded()) {
            Response file = plain().header("Accept-Encoding", "identity").get(path);
            assertThat(file.header("Content-Encoding")).as(path).isNull();
            assertThat(file.statusCode()).isEqualTo(200);
        }
    }

    /// As it comes over the network.
    private static RequestSpecification plain() {
        return given().config(RestAssured.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }

    private static Set<String> loaded() {
        Set<String> paths = new TreeSet<>();
        LOADED.matcher(given().get("/login").asString())
                .results()
                .map(found -> found.group(1))
                .filter(path -> !path.startsWith("data:"))
                .forEach(paths::add);
        return paths;
    }
}
