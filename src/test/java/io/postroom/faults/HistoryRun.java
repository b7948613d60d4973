package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.faults.History.Broke;
import io.postroom.faults.History.Polled;
import io.postroom.faults.History.Stored;
import io.postroom.faults.HistoryCheck.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A workload on a site while faults come, a few at a time; after every few all is healed and becomes quiet, and then
/// every device must be up to date without another message, and the whole history must keep the promise.
public final class HistoryRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAUSE_MS = 500;
    /// Twice the goal of 10 s in which a send is answered, and the sender's repetitions.
    private static final Duration ANSWERED = Duration.ofSeconds(40);
    /// Twice the goal of 5 s.
    private static final Duration SHOWN = Duration.ofSeconds(10);

    private final Site site;
    private final long seed;
    private final int block;
    private final History history = new History();
    private final Workload work;

    /// @param block how many faults come before each calm
    public HistoryRun(Site site, long seed, int users, int senders, int block) {
        this.site = site;
        this.seed = seed;
        this.block = block;
        this.work = new Workload(site, history, seed, users, senders);
    }

    public History history() {
        return history;
    }

    /// Runs the plan and returns what the first calm that found something found; empty if nothing was ever wrong.
    public List<Violation> run(List<Fault> plan) throws InterruptedException {
        say("seed %d, %d faults: %s", seed, plan.size(), plan);
        try (work) {
            work.start();
            work.rest(2 * PAUSE_MS);
            for (int from = 0; from < plan.size(); from += block) {
                work.resume();
                int to = Math.min(plan.size(), from + block);
                for (int i = from; i < to; i++) {
                    apply(plan.get(i), i == to - 1);
                }
                List<Violation> found = calm();
                if (!found.isEmpty()) {
                    // What all do now is what whoever looks into the logs will ask first.
                    site.dumpThreads();
                    work.rest(2 * PAUSE_MS);
                    return found;
                }
                say(
                        "%d of %d faults, %d events",
                        to, plan.size(), history.events().size());
            }
        }
        return List.of();
    }

    /// The last one of a block outlives the sending: no later message may reveal what it hid.
    private void apply(Fault fault, boolean last) throws InterruptedException {
        work.rest(PAUSE_MS);
        if (fault.kind() == Fault.Kind.KILL_REPLICA) {
            // At most one is away by kill at a time: the one before must be back.
            site.nodes().forEach(node -> node.replica().awaitReady());
        }
        history.add(new Broke(history.now(), "begins: " + fault));
        switch (fault.kind()) {
            case CUT_SOCKETS -> work.cutSockets();
            case STALL_READERS -> work.stallReaders(true);
            case KILL_REPLICA,
                    FREEZE_REPLICA,
                    KILL_REDIS,
                    FLUSH_REDIS,
                    FREEZE_REDIS,
                    DROP_SUBSCRIBERS,
                    CUT_FROM_REDIS,
                    HANG_TO_REDIS,
                    CUT_FROM_STORE,
                    DELAY_STORE_ANSWERS,
                    LOSE_STORE_ANSWERS,
                    KILL_STORE,
                    FREEZE_STORE -> site.begin(fault);
        }
        work.rest(fault.millis());
        if (last) {
            work.pause();
            work.rest(PAUSE_MS);
        }
        site.end(fault);
        if (fault.kind() == Fault.Kind.STALL_READERS) {
            work.stallReaders(false);
        }
        history.add(new Broke(history.now(), "ends: " + fault));
    }

    private List<Violation> calm() throws InterruptedException {
        work.pause();
        site.heal();
        history.add(new Broke(history.now(), "all is healed"));
        List<Violation> found = new ArrayList<>();
        if (!work.within(ANSWERED, work::sendersRest)) {
            found.add(new Violation(history.now(), "a sender has no confirmation after " + ANSWERED));
        }
        if (!work.within(SHOWN, this::allShown)) {
            found.add(new Violation(
                    history.now(),
                    "after %s of quiet the devices are at %s, the rooms at %s"
                            .formatted(SHOWN, work.places(), heads())));
        }
        poll();
        found.addAll(HistoryCheck.check(history.events(), site.messages(), work.rooms()));
        return found;
    }

    private boolean allShown() {
        Map<String, Long> heads = heads();
        Map<String, Long> places = work.places();
        return work.rooms().entrySet().stream()
                .allMatch(device -> places.get(device.getKey()).equals(heads.getOrDefault(device.getValue(), 0L)));
    }

    private Map<String, Long> heads() {
        return Stored.heads(site.messages());
    }

    /// What REST says of the newest messages of every room.
    private void poll() {
        for (String room : new java.util.TreeSet<>(work.rooms().values())) {
            JsonNode inbox = inbox(room);
            if (inbox != null) {
                inbox.path("messages")
                        .forEach(message -> history.add(new Polled(
                                history.now(),
                                room,
                                message.get("_id").asText(),
                                message.path("readAt").asText(null),
                                message.path("deliveredAt").asText(null))));
            }
        }
    }

    private @Nullable JsonNode inbox(String room) {
        try {
            return JSON.readTree(site.replica(work.draw(site.nodes().size()))
                    .get("/api/report-messages/user/" + room + "?limit=100", Tokens.user(room))
                    .body());
        } catch (IOException e) {
            return null;
        }
    }

    private static void say(String what, Object... values) {
        System.out.println("[history] " + what.formatted(values));
    }
}
