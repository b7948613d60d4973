package io.postroom.identity;

/// Who a caller is to the service. Spelt as in tokens and answers.
public enum Role {
    user,
    admin
}
