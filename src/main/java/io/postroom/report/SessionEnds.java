package io.postroom.report;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Logouts heard of, here or on another replica: the doors listen and close what was opened with that login.
@Singleton
public final class SessionEnds implements Consumer<String> {
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    @Override
    public void accept(String session) {
        listeners.forEach(listener -> listener.accept(session));
    }
}
