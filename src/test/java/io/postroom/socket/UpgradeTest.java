package io.postroom.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postroom.report.SessionEnds;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/// What is answered before anybody is looked at.
class UpgradeTest {
    @Test
    void aReplicaThatLeavesSendsEverybodyElsewhere() {
        Sockets sockets = sockets("50000");
        sockets.leave();
        isSentElsewhere(sockets);
    }

    @Test
    void aFullReplicaSendsEverybodyElsewhere() {
        isSentElsewhere(sockets("0"));
    }

    private static void isSentElsewhere(Sockets sockets) {
        // Neither the token nor the path is looked at, so there is none.
        CheckResult answer = new Upgrade(null, sockets, new SimpleMeterRegistry())
                .perform(null)
                .await()
                .indefinitely();
        assertThat(answer.isUpgradePermitted()).isFalse();
        assertThat(answer.getHttpResponseCode()).isEqualTo(503);
        assertThat(answer.getResponseHeaders().get("Retry-After"))
                .singleElement()
                .asString()
                .matches("[1-9]\\d*");
    }

    private static Sockets sockets(String limit) {
        SocketConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SocketConfig.class)
                .withDefaultValue("postroom.limits.sockets", limit)
                .build()
                .getConfigMapping(SocketConfig.class);
        return new Sockets(config, Clock.systemUTC(), new SimpleMeterRegistry(), new SessionEnds());
    }
}
