package io.postroom.room;

import java.util.HashMap;
import java.util.Map;

/// Hints that did not go out, remembered as "the head of this room moved" until Redis takes them again. Over its limit
/// it
/// only knows that there are some: then the others read their heads until this replica has been heard again.
final class Unsent {
    private static final int ROOMS_MAX = 50_000;

    private final Map<String, Long> heads = new HashMap<>();
    private boolean more;

    synchronized void add(String userId, long seq) {
        if (heads.size() < ROOMS_MAX || heads.containsKey(userId)) {
            heads.merge(userId, seq, Math::max);
        } else {
            more = true;
        }
    }

    /// A receipt did not go out: there is no head to repeat, but the others must know.
    synchronized void addState() {
        more = true;
    }

    synchronized boolean any() {
        return more || !heads.isEmpty();
    }

    synchronized Map<String, Long> take() {
        Map<String, Long> all = new HashMap<>(heads);
        heads.clear();
        more = false;
        return all;
    }
}
