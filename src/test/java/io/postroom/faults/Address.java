package io.postroom.faults;

/// Where clients come in on this machine: a replica, or a proxy before several.
public record Address(int port) {
    public String userUrl(String id) {
        return "ws://127.0.0.1:" + port + "/ws/users/" + id;
    }

    public String adminUrl(String id) {
        return "ws://127.0.0.1:" + port + "/ws/admins/" + id;
    }
}
