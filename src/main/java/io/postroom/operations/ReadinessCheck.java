package io.postroom.operations;

import io.postroom.room.RoomAdapter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready is who reaches the store and is not leaving. Redis away is degraded, not down: messages are late by seconds.
@Readiness
@Singleton
public final class ReadinessCheck implements HealthCheck {
    private final Lifecycle lifecycle;
    private final RoomAdapter adapter;

    ReadinessCheck(Lifecycle lifecycle, RoomAdapter adapter) {
        this.lifecycle = lifecycle;
        this.adapter = adapter;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postroom")
                .status(lifecycle.ready())
                .withData("redis", adapter.connected() ? "connected" : "away: degraded")
                .build();
    }
}
