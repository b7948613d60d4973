package io.postroom.room;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The replicas' documents, in memory.
final class MemoryReplicaBoard implements ReplicaBoard {
    private final Map<String, Note> notes = new ConcurrentHashMap<>();

    @Override
    public void write(Note note) {
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
