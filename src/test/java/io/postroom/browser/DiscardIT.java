package io.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was written is thrown away by nobody who has not said so.
class DiscardIT {
    @RegisterExtension
    static final Scene scene = new Scene();

    private static final String TITLE = "A title";
    private static final String TEXT = "A text that took some time to write.";

    private ReportDialog dialog;
    private Keyboard keyboard;

    @BeforeEach
    void open() {
        dialog = scene.dialog(scene.window());
        keyboard = dialog.page().keyboard();
    }

    @Test
    void escapeAsksAndTheTextStaysWhereItIsKept() {
        dialog.write(TITLE, TEXT);

        keyboard.press("Escape");

        assertThat(dialog.question().button("Keep writing")).isFocused();
        keyboard.press("Enter");
        assertThat(dialog.question().here()).isHidden();
        dialog.keeps(TITLE, TEXT);
        assertThat(dialog.part().text("Message")).isFocused();
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void escapeAnswersItsOwnQuestionByKeepingTheTextHoweverOftenItIsPressed() {
        dialog.write(TITLE, TEXT);

        for (int i = 0; i < 3; i++) {
            keyboard.press("Escape");
            assertThat(dialog.question().here()).isVisible();
            keyboard.press("Escape");
            assertThat(dialog.question().here()).isHidden();
        }

        dialog.keeps(TITLE, TEXT);
    }

    /// As a phone does when one goes back twice.
    @Test
    void whatTheBrowserClosesUnaskedIsBackWithTheQuestion() {
        dialog.write(TITLE, TEXT);

        dialog.part().here().evaluate("it => it.close()");

        dialog.question().button("Keep writing").click();
        dialog.keeps(TITLE, TEXT);
        dialog.send();
        assertThat(scene.installation().messages(scene.customer())).hasSize(1);
    }

    @Test
    void whoLeavesThePageIsAskedByTheBrowserAsLongAsSomethingIsWritten() {
        Page page = dialog.page();
        List<String> asked = new ArrayList<>();
        page.onDialog(question -> {
            asked.add(question.type());
            question.dismiss();
        });
        dialog.part().text("Title").fill(TITLE);

        page.evaluate("location.reload()");
        page.waitForCondition(() -> !asked.isEmpty());

        assertThat(asked).containsExactly("beforeunload");
        assertThat(dialog.part().text("Title")).hasValue(TITLE);
        dialog.part().text("Title").fill("");
        page.reload();
        assertThat(dialog.part().here()).isHidden();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoSaysSoByKeyboardAloneIsRidOfIt() {
        dialog.part().text("Title").fill(TITLE);
        keyboard.press("Escape");
        assertThat(dialog.question().button("Keep writing")).isFocused();

        keyboard.press("Tab");
        keyboard.press("Enter");

        assertThat(dialog.part().here()).isHidden();
        assertThat(dialog.question().here()).isHidden();
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
        assertThat(Part.of(dialog.page()).button("📨 Send Message")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Close", "Cancel"})
    void theButtonsAskToo(String button) {
        dialog.part().text("Message").fill(TEXT);

        dialog.part().button(button).click();

        dialog.question().button("Keep writing").click();
        assertThat(dialog.part().text("Message")).hasValue(TEXT);
        dialog.part().button(button).click();
        dialog.question().button("Discard").click();
        assertThat(dialog.part().here()).isHidden();
        assertThat(scene.installation().messages(scene.customer())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Close", "Cancel"})
    void nobodyIsAskedWhereNothingIsWritten(String button) {
        dialog.write(TITLE, TEXT).write("", "");

        dialog.part().button(button).click();

        assertThat(dialog.part().here()).isHidden();
        assertThat(dialog.question().here()).isHidden();
    }
}
