package io.postroom.faults;

import io.postroom.faults.AlteredCopy.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Versions of the product that break its promise, each in a way that a plausible mistake would.
enum BrokenVersion {
    NO_GAP_FILL(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("room/CatchUp", "room.fill(page);", "if (!page.isEmpty()) { return; } room.fill(page);")),

    PUBLISH_BEFORE_STORE(
            Fault.Kind.CUT_FROM_STORE,
            new Change("room/Confirmations", "private final Function", "final Function"),
            new Change(
                    "room/LogWriter",
                    "log.insert(entries, ordered);",
                    "entries.forEach(confirmations.handOn::apply); log.insert(entries, ordered);")),

    NO_READING_OF_HEADS(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("room/HeadWatch", "rooms.all().forEach(room -> ids.add(room.userId));", "")),

    RETRY_UNDER_ANOTHER_KEY(
            Fault.Kind.LOSE_STORE_ANSWERS,
            new Change("room/Enquiry", "found = log.byIds(ids);", "found = new HashMap<>();"),
            new Change("room/Enquiry", "LogEntry earlier = byKey(log, pending.entry);", "LogEntry earlier = null;"),
            new Change("room/LogWriter", "entries.add(pending.entry.withSeq(++seq));", """
                    LogEntry e = pending.entry.withSeq(++seq);
                    String id = java.util.HexFormat.of().toHexDigits(System.nanoTime()) + "%08x".formatted(seq);
                    entries.add(new LogEntry(id, e.userId(), seq, e.orderId(), e.paymentId(), e.invoiceId(), e.title(),
                            e.message(), e.status(), e.sentBy(), id, false, null, null, e.createdAt()));""")),

    HINTS_TRUSTED_WITHOUT_SEQ(
            Fault.Kind.CUT_FROM_REDIS,
            new Change("room/Room", "if (head == UNKNOWN || event.seq() <= head)", "if (head == UNKNOWN)"),
            new Change(
                    "room/Room",
                    "if (event.seq() == head + 1) { handOn(event); takeEarly();",
                    "if (event.seq() > 0) { handOn(event);"));

    /// Long enough for every sender to write to every room.
    private static final int FAULT_MS = 2500;

    private final Fault.Kind fatal;
    private final List<Change> changes;

    BrokenVersion(Fault.Kind fatal, Change... changes) {
        this.fatal = fatal;
        this.changes = List.of(changes);
    }

    /// What this version does not survive, at one replica after the other.
    List<Fault> plan(int count, int replicas) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Fault(fatal, i % replicas, FAULT_MS))
                .toList();
    }

    /// Makes the application in `directory`, and returns the jar that starts it.
    Path build(Path jar, Path directory) {
        return new AlteredCopy(toString(), changes).build(jar, directory);
    }
}
