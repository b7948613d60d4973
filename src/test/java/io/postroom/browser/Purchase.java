package io.postroom.browser;

/// An order of a customer in the store.
record Purchase(String id, String userId, String paymentId, String invoiceId) {}
