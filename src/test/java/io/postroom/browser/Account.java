package io.postroom.browser;

/// A person who can log in.
///
/// @param area `users` or `admins`, as in the paths of the login
record Account(String area, String id, String name, String email, String password) {
    boolean isAdmin() {
        return area.equals("admins");
    }
}
