package io.postroom.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which receipts were handed on already: they come over the channels of the room and of the admins, and who listens to
/// several must hear each once. Any thread.
final class StatesSeen {
    /// Two ways of one receipt are milliseconds apart; this many are seconds, on a busy replica.
    private static final int REMEMBERED = 10_000;

    private final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    synchronized boolean isFirst(String id) {
        return ids.add(id);
    }
}
