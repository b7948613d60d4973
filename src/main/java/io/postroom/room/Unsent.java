package io.postroom.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Hints that did not go out, remembered as "the head of this room moved" until Redis takes them again. Over its limit
/// it only knows that there are some: then the others read their heads until this replica has been heard again.
final class Unsent {
    private static final int ROOMS_MAX = 50_000;
    /// How long it is said after the last one went out: the others look once a second, and what is said for a moment
    /// only, they may not see. A receipt cannot be made good otherwise.
    private static final long SAID_FOR_NS = Duration.ofSeconds(3).toNanos();

    private final Map<String, Long> heads = new HashMap<>();
    private boolean more;
    private boolean saying;
    private long owedAt;

    synchronized void add(String userId, long seq) {
        if (heads.size() < ROOMS_MAX || heads.containsKey(userId)) {
            heads.merge(userId, seq, Math::max);
            owed();
        } else {
            addState();
        }
    }

    /// A receipt did not go out: there is no head to repeat, but the others must know.
    synchronized void addState() {
        more = true;
        owed();
    }

    private void owed() {
        owedAt = System.nanoTime();
        saying = true;
    }

    /// Whether the others must be told that there are, or were a moment ago, hints that did not go out.
    synchronized boolean any() {
        if (saying && !more && heads.isEmpty() && System.nanoTime() - owedAt > SAID_FOR_NS) {
            saying = false;
        }
        return saying;
    }

    /// Those to send again now.
    synchronized Map<String, Long> take() {
        if (more || !heads.isEmpty()) {
            owed();
        }
        Map<String, Long> all = new HashMap<>(heads);
        heads.clear();
        more = false;
        return all;
    }
}
