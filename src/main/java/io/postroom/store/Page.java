package io.postroom.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of a list, newest first; `next` is an opaque place to go on from, null at the end.
public record Page<T>(List<T> items, @Nullable String next) {}
