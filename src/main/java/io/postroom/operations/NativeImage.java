package io.postroom.operations;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.graalvm.nativeimage.RuntimeOptions;
import org.jboss.logging.Logger;

/// What the native binary needs and the JVM does not: classes that it has to keep though no code names them, another
/// way to poll, and an end of its start.
///
/// Caffeine generates a class for each combination of its settings and finds it by name: `SSMSW` is a cache that is
/// bounded and expires after writing, `PSWMS` its entries. Who configures a cache otherwise adds its classes here.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
final class NativeImage {
    private static final Logger LOG = Logger.getLogger(NativeImage.class);
    private static final String KEPT_WHEN_FREE = "MaxHeapFree";
    private static final long AS_THE_COLLECTOR_WANTS = 0;

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

    /// Gives back the memory that the start took and needs no more, some 15 MB; takes some milliseconds. By itself
    /// the binary collects when its young generation is full, which a quiet replica's is not for hours, and keeps
    /// what became free for the next time, which under load is worth it.
    static void giveBackWhatTheStartTook() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            try {
                RuntimeOptions.set(KEPT_WHEN_FREE, 1_000_000L);
                System.gc();
                RuntimeOptions.set(KEPT_WHEN_FREE, AS_THE_COLLECTOR_WANTS);
            } catch (RuntimeException e) {
                LOG.debug("The collector of this binary does not know the option; it keeps what it has", e);
            }
        }
    }
}
