package io.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/// The rules of accessibility that a machine can check.
final class Axe {
    private Axe() {}

    /// This page, as it is now, breaks none.
    static void findsNothing(Page page) {
        List<Rule> broken = new AxeBuilder(page).analyze().getViolations();
        assertThat(broken)
                .as("what axe finds on " + page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " at "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }
}
