package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// All that can go wrong while an admin writes: the text stays, the reason is said, and one click tries again.
class DialogIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final String TITLE = "A title";
    private static final String TEXT = "A text that took some time to write.";

    private Window window;

    @BeforeEach
    void desk() {
        window = scene.window();
    }

    private ReportDialog open() {
        return scene.dialog(window);
    }

    private void isStoredOnce() {
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void aDoubleClickSendsOnce() {
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.button().dblclick();

        dialog.sent();
        isStoredOnce();
    }

    @Test
    void manyClicksWhileTheAnswerIsAwaitedSendOnce() {
        ReportDialog dialog = open().write(TITLE, TEXT);
        window.line().hang();

        dialog.button().click();
        Locator sending = dialog.part().button("Sending…");
        assertThat(sending).isVisible();
        for (int i = 0; i < 5; i++) {
            sending.click(new Locator.ClickOptions().setForce(true));
        }
        window.line().resume();

        dialog.sent();
        isStoredOnce();
    }

    @ParameterizedTest
    @CsvSource({"Title, 200", "Message, 2000"})
    void theCountersSayHowMuchIsWrittenAndLeft(String field, int limit) {
        ReportDialog dialog = open();
        assertThat(dialog.part().saying("0 / " + limit)).isVisible();

        dialog.part().text(field).fill("z".repeat(limit));

        assertThat(dialog.part().saying(limit + " / " + limit)).isVisible();
    }

    @Test
    void theLongestTextsAreSent() {
        open().write("t".repeat(200), "m".repeat(2000)).send();

        isStoredOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void aMissingTitleIsSaidAtItsField(String title) {
        ReportDialog dialog = open().write(title, TEXT);

        dialog.button().click();

        isWrong(dialog.part().text("Title"));
        dialog.keeps(title, TEXT);
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
        dialog.write(TITLE, TEXT);
        dialog.part().button(sendOrTryAgain(dialog)).click();
        dialog.sent();
        isStoredOnce();
    }

    @Test
    void aMissingTextIsSaidAtItsField() {
        ReportDialog dialog = open().write(TITLE, "");

        dialog.button().click();

        isWrong(dialog.part().text("Message"));
        dialog.keeps(TITLE, "");
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"title, Title", "message, Message", "status, Status"})
    void whatTheServerFindsWrongIsSaidAtTheField(String field, String label) {
        Refusals refused = new Refusals("invalid", field + " is not what it should be", field).in(window.context());
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.button().click();

        isWrong(dialog.part().field(label));
        assertThat(dialog.part().here()).containsText(field + " is not what it should be");
        dialog.keeps(TITLE, TEXT);
        dialog.part().button(sendOrTryAgain(dialog)).click();
        dialog.sent();
        isStoredOnce();
        assertThat(refused.keys()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbidden", "notFound", "conflict", "tooLarge", "internal"})
    void aRefusalIsSaidAndOneClickTriesAgain(String code) {
        Refusals refused = new Refusals(code, "the reason of the server for " + code, null).in(window.context());
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.button().click();

        assertThat(dialog.part().alert()).not().isEmpty();
        dialog.keeps(TITLE, TEXT);
        dialog.again().click();
        dialog.sent();
        isStoredOnce();
        assertThat(refused.keys()).hasSize(2);
        assertThat(refused.keys().stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rateLimited", "unavailable"})
    void aRefusalThatPassesIsRepeatedWithoutAClick(String code) {
        Refusals refused = new Refusals(code, "the reason of the server for " + code, null).in(window.context());
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.send();

        isStoredOnce();
        assertThat(refused.keys()).hasSize(2);
        assertThat(refused.keys().stream().distinct()).hasSize(1);
    }

    @Test
    void aRefusalThatPassesLateIsSaidAndRepeatedWithoutAClick() {
        Refusals refused =
                new Refusals("unavailable", "the store is away", null).forGood().in(window.context());
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.button().click();

        assertThat(dialog.part().alert()).not().isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(15_000));
        dialog.keeps(TITLE, TEXT);
        refused.relent();
        dialog.sent();
        isStoredOnce();
        assertThat(refused.keys().stream().distinct()).hasSize(1);
    }

    @Test
    void offlineTheTextStaysAndIsSentOnceWhenTheNetworkIsBack() {
        ReportDialog dialog = open().write(TITLE, TEXT);
        window.line().cut();
        assertThat(Part.of(dialog.page()).status("Connection")).hasText(Pattern.compile("Offline since .+"));

        dialog.button().click();

        assertThat(dialog.part().alert())
                .containsText("You are offline. Nothing was sent and your text stays here: once the connection is back,"
                        + " one click sends it.");
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
        dialog.keeps(TITLE, TEXT);
        window.line().resume();
        assertThat(Part.of(dialog.page()).status("Connection"))
                .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(dialog.part().alert())
                .containsText("The connection is back. Nothing was sent yet: one click sends your text.");
        dialog.again().click();
        dialog.sent();
        isStoredOnce();
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidAndItsLateAnswerEndsTheDialogWithoutAClick() {
        ReportDialog dialog = open().write(TITLE, TEXT);
        scene.installation().site().node(0).toStore().hang();

        dialog.button().click();

        assertThat(dialog.part().alert()).not().isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(15_000));
        dialog.keeps(TITLE, TEXT);
        scene.installation().site().node(0).toStore().resume();
        dialog.sent();
        isStoredOnce();
    }

    @Test
    void whatIsDiscardedIsNotSent() {
        ReportDialog dialog = open().write(TITLE, TEXT);

        dialog.part().button("Cancel").click();
        dialog.question().button("Discard").click();

        assertThat(dialog.part().here()).isHidden();
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
    }

    private static String sendOrTryAgain(ReportDialog dialog) {
        return dialog.again().isVisible() ? "Try again" : "Send Message";
    }

    /// Marked as wrong, and described by what is wrong.
    private static void isWrong(Locator field) {
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAccessibleDescription(Pattern.compile(".*(Write a|should).*"));
    }
}
