package io.postroom.room;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The replicas' documents, in memory; tests may take the store that has them away.
final class MemoryReplicaBoard implements ReplicaBoard {
    private final Map<String, Note> notes = new ConcurrentHashMap<>();

    private volatile boolean away;

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void write(Note note) {
        if (away) {
            throw new IllegalStateException("no answer");
        }
        notes.put(note.replica(), note);
    }

    @Override
    public List<Note> all() {
        return List.copyOf(notes.values());
    }

    @Override
    public void remove(String replica) {
        notes.remove(replica);
    }
}
