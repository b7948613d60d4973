package io.postroom.room;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets of admins on this replica: receipts reach those of an admin who sent the message.
final class LocalAdmins {
    private final Map<String, Set<Outlet>> sockets = new ConcurrentHashMap<>();

    /// `first` runs for an admin's first socket.
    void add(String adminId, Outlet outlet, Runnable first) {
        sockets.compute(adminId, (id, known) -> {
            Set<Outlet> set = known;
            if (set == null) {
                first.run();
                set = ConcurrentHashMap.newKeySet(1);
            }
            set.add(outlet);
            return set;
        });
    }

    /// `last` runs when an admin has no socket left.
    void remove(String adminId, Outlet outlet, Runnable last) {
        sockets.computeIfPresent(adminId, (id, set) -> {
            set.remove(outlet);
            if (!set.isEmpty()) {
                return set;
            }
            last.run();
            return null;
        });
    }

    Set<Outlet> of(String adminId) {
        return sockets.getOrDefault(adminId, Set.of());
    }

    Collection<Set<Outlet>> all() {
        return sockets.values();
    }
}
