package io.postroom.browser;

import com.microsoft.playwright.Page;

/// The page on which people log in.
record Login(Part part) {
    static Login on(Page page) {
        return new Login(Part.of(page));
    }

    void as(Account account) {
        with(account.email(), account.password());
    }

    void with(String email, String password) {
        part.field("Email").fill(email);
        part.field("Password").fill(password);
        part.button("Log in").click();
    }
}
