package io.postroom.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// A page, or a part of one, in which things are found as a screen reader finds them: by role and name, to the letter.
record Part(Locator here) {
    static Part of(Page page) {
        return new Part(page.locator(":root"));
    }

    Locator button(String name) {
        return named(AriaRole.BUTTON, name);
    }

    Locator link(String name) {
        return named(AriaRole.LINK, name);
    }

    Locator tab(String name) {
        return named(AriaRole.TAB, name);
    }

    /// The one heading of the first level.
    Locator title(String name) {
        return here.getByRole(
                AriaRole.HEADING,
                new Locator.GetByRoleOptions().setName(name).setExact(true).setLevel(1));
    }

    Locator heading(String name) {
        return named(AriaRole.HEADING, name);
    }

    Locator search(String name) {
        return named(AriaRole.SEARCHBOX, name);
    }

    Locator choice(String name) {
        return named(AriaRole.COMBOBOX, name);
    }

    Locator text(String name) {
        return named(AriaRole.TEXTBOX, name);
    }

    /// Whatever is filled in under this label.
    Locator field(String label) {
        return here.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    Locator status(String name) {
        return named(AriaRole.STATUS, name);
    }

    Locator alert() {
        return here.getByRole(AriaRole.ALERT);
    }

    Locator saying(String text) {
        return here.getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    Part dialog(String name) {
        return new Part(named(AriaRole.DIALOG, name));
    }

    /// What has to be answered first.
    Part question(String name) {
        return new Part(named(AriaRole.ALERTDIALOG, name));
    }

    /// The list of this name.
    Part list(String name) {
        return new Part(named(AriaRole.LIST, name));
    }

    /// The entries of a list whose entries have headings: not those of lists inside them.
    Locator items() {
        return here.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHas(here.page().getByRole(AriaRole.HEADING)));
    }

    /// The entry that has this text somewhere.
    Part item(String text) {
        return new Part(here.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first());
    }

    private Locator named(AriaRole role, String name) {
        return here.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
