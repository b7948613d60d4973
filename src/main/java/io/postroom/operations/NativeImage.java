package io.postroom.operations;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What the native binary has to keep though no code names it.
///
/// Caffeine generates a class for each combination of its settings and finds it by name: `SSMSW` is a cache that is
/// bounded and expires after writing, `PSWMS` its entries. Who configures a cache otherwise adds its classes here.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
final class NativeImage {
    private NativeImage() {}
}
