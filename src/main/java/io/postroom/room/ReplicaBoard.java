package io.postroom.room;

import java.util.List;

/// Where every replica keeps one small document in the store. Blocks; throws when the store does not answer.
public interface ReplicaBoard {
    /// `counter` is raised with every write, so that others judge the age by their own clock; `unsent`: has hints
    /// that did not go out; `version`: of the hints that it says, see [Hint].
    record Note(String replica, long counter, boolean unsent, int version) {}

    void write(Note note);

    List<Note> all();

    void remove(String replica);
}
