package io.postroom.room;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/// Who might be silent, known from the store: only who reaches the store can store, so a replica whose counter stands
/// still, or that says `unsent`, may have stored messages that nobody was told of, and one whose hints have a higher
/// version has told nobody here. [#round] is called every second by one virtual thread; ages are judged by this
/// replica's own clock.
final class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);
    private static final long SILENT_NS = 3_000_000_000L;
    /// Longer than any write can be under way: whoever is silent for that long has nothing left to land.
    private static final long GONE_NS = 60_000_000_000L;

    private final ReplicaBoard board;
    private final String self;
    private final Map<String, Seen> seen = new HashMap<>();
    private long counter;
    private volatile int silent;
    private volatile Set<String> suspects = Set.of();
    /// Until the first look there may be some.
    private volatile int others = 1;

    private record Seen(long counter, long since) {}

    /// What a round found: whether heads must be read, and whether somebody became suspect in this round or ceased to
    /// say `unsent`, so that receipts may have been missed.
    record Found(boolean suspect, boolean changed) {}

    Replicas(ReplicaBoard board, String self) {
        this.board = board;
        this.self = self;
    }

    Found round(boolean unsent) {
        board.write(new ReplicaBoard.Note(self, ++counter, unsent, Hint.VERSION));
        List<ReplicaBoard.Note> notes = board.all();
        long now = System.nanoTime();
        Set<String> present = new HashSet<>();
        Set<String> suspectsNow = new HashSet<>();
        int silentNow = 0;
        for (ReplicaBoard.Note note : notes) {
            if (note.replica().equals(self)) {
                continue;
            }
            present.add(note.replica());
            Seen last = seen.get(note.replica());
            if (last == null || last.counter() != note.counter()) {
                last = new Seen(note.counter(), now);
                seen.put(note.replica(), last);
            }
            long age = now - last.since();
            if (age > GONE_NS) {
                LOG.infof("replica %s has been silent for a minute and is forgotten", note.replica());
                board.remove(note.replica());
            }
            if (age > SILENT_NS) {
                silentNow++;
                suspectsNow.add(note.replica());
            } else if (note.unsent() || note.version() > Hint.VERSION) {
                suspectsNow.add(note.replica());
            }
        }
        seen.keySet().retainAll(present);
        silent = silentNow;
        others = present.size();
        boolean changed = !suspectsNow.equals(suspects);
        boolean suspect = !suspectsNow.isEmpty() || changed;
        suspects = suspectsNow;
        return new Found(suspect, changed);
    }

    /// Says goodbye in an orderly end.
    void leave() {
        board.remove(self);
    }

    /// Whether no other replica has a document.
    boolean alone() {
        return others == 0;
    }

    /// Whether one of them may have stored what nobody was told of.
    boolean suspect() {
        return !suspects.isEmpty();
    }

    int silent() {
        return silent;
    }
}
