package io.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// One admin who writes to one user who has devices on several replicas.
final class Conversation implements AutoCloseable {
    /// A confirmation or a join where nothing is broken; generous, as machines that run tests are busy.
    static final Duration PROMPT = Duration.ofSeconds(5);

    final String user;
    final String adminId;
    final SocketClient admin;
    final List<SocketClient> devices = new ArrayList<>();

    /// @param sender where the admin is
    Conversation(Site site, ReplicaProcess sender, ReplicaProcess... readers) {
        user = site.newUser();
        adminId = site.newAdmin();
        admin = sender.admin(adminId);
        for (ReplicaProcess reader : readers) {
            device(reader, 0L);
        }
    }

    /// One more device; returns when it is in the room.
    SocketClient device(ReplicaProcess replica, long after) {
        SocketClient device = replica.user(user);
        devices.add(device);
        device.joined(user, after, Duration.ofSeconds(10));
        return device;
    }

    /// Sends under this key and returns what the confirmation holds.
    JsonNode send(String key) {
        admin.report(user, key, key);
        return confirmed(key);
    }

    JsonNode confirmed(String key) {
        JsonNode answer = admin.confirmation(key, PROMPT);
        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
        return answer.get("message");
    }

    /// This device was shown exactly 1 … head in this order, within this time.
    static void shows(SocketClient device, long head, Duration atMost) {
        device.shown(head, atMost);
        assertThat(device.shown())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
    }

    @Override
    public void close() {
        admin.close();
        devices.forEach(SocketClient::close);
    }
}
