package io.postroom.operations;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What the native binary needs and the JVM does not: classes that it has to keep though no code names them, another
/// way to poll, and an end of its start.
///
/// Caffeine generates a class for each combination of its settings and finds it by name: `SSMSW` is a cache that is
/// bounded and expires after writing, `PSWMS` its entries. Who configures a cache otherwise adds its classes here.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
final class NativeImage {
    private NativeImage() {}

    /// Has sockets of virtual threads polled by a platform thread; before the first of them reads.
    ///
    /// By default the JDK polls on virtual threads, and those wait for the class `Poller` to be initialised after
    /// they have asked for events. In a binary of GraalVM 25 that wait uses up the permit that wakes a parked
    /// thread: if the first answer came meanwhile, nobody hears of any other, and the start hangs.
    static void pollOnPlatformThread() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            System.setProperty("jdk.pollerMode", "1");
        }
    }

    /// Gives back the memory that the start took and needs no more, some 10 MB; takes some milliseconds. By itself
    /// the binary collects only when its young generation is full, which a quiet replica's is not for hours.
    static void collectWhatTheStartLeft() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            System.gc();
        }
    }
}
