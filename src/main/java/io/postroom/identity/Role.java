package io.postroom.identity;

/// What a caller may be; spelt as in tokens.
public enum Role {
    user,
    admin
}
