package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How smoothly a long inbox scrolls: no promise, so no test of every build, but what `docs/performance.md` states.
class ScrollCheck {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final int MESSAGES = 1_000;

    /// Scrolls from the bottom to the top, a quarter of a screen each frame, and gives the milliseconds between frames.
    private static final String SCROLL = """
            () => new Promise(done => {
                const frames = [];
                let last;
                const frame = now => {
                    if (last !== undefined) frames.push(now - last);
                    last = now;
                    if (scrollY <= 0) return done(frames);
                    scrollBy(0, -innerHeight / 4);
                    requestAnimationFrame(frame);
                };
                scrollTo(0, document.documentElement.scrollHeight);
                requestAnimationFrame(frame);
            })""";

    @Test
    void aThousandMessages() {
        IntStream.rangeClosed(1, MESSAGES)
                .forEach(i -> scene.installation().send(scene.admin(), scene.customer(), "Number " + i));
        MyReports reports = MyReports.on(scene.window().enter(scene.customer(), MyReports.PATH));
        Locator items = reports.part().list("Reports").items();
        reports.page()
                .waitForCondition(
                        () -> {
                            reports.page().mouse().wheel(0, 20_000);
                            return items.count() == MESSAGES;
                        },
                        new Page.WaitForConditionOptions().setTimeout(120_000));

        double[] frames = ((List<?>) reports.page().evaluate(SCROLL))
                .stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .sorted()
                        .toArray();

        System.out.printf(
                "Scrolling %d messages, %d frames: median %.0f ms, p99 %.0f ms, most %.0f ms%n",
                MESSAGES,
                frames.length,
                frames[frames.length / 2],
                frames[frames.length * 99 / 100],
                frames[frames.length - 1]);
        assertThat(frames.length).isGreaterThan(100);
    }
}
