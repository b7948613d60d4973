package io.postroom.operations;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/// Makes SIGTERM an ordinary end. The JVM's own answer to it is exit code 143 after its shutdown hooks; an orchestrator
/// reads that as a failure. The replica leaves first, while everything still runs: the runtime's own stop ends the
/// sockets before any observer hears of it. Then the runtime is asked to exit, with 0.
@Singleton
final class Termination {
    private static final String SIGNAL = "TERM";

    private final Lifecycle lifecycle;

    Termination(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    void listen(@Observes StartupEvent event) {
        // In development and in tests the process is somebody else's.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signal.handle(
                    new Signal(SIGNAL),
                    signal -> Thread.ofPlatform().name("termination").start(this::end));
        }
    }

    private void end() {
        try {
            lifecycle.leave();
        } finally {
            Quarkus.asyncExit(0);
        }
    }
}
