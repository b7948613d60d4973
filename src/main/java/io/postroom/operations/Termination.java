package io.postroom.operations;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/// Makes SIGTERM an ordinary end. The JVM's own answer to it is exit code 143 after its shutdown hooks; an orchestrator
/// reads that as a failure. Asked to exit instead, the runtime stops the application in the same order and ends with 0.
@Singleton
final class Termination {
    private static final String SIGNAL = "TERM";

    void listen(@Observes StartupEvent event) {
        // In development and in tests the process is somebody else's.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signal.handle(new Signal(SIGNAL), signal -> Quarkus.asyncExit(0));
        }
    }
}
