package io.postroom.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One thing that goes wrong: what, at which replica (where that matters), and for how long.
public record Fault(Kind kind, int replica, int millis) {
    public enum Kind {
        KILL_REPLICA,
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
        FREEZE_STORE,
        CUT_SOCKETS,
        STALL_READERS
    }

    private static final int SHORTEST_MS = 200;
    private static final int LONGEST_MS = 3000;

    /// The same seed draws the same faults.
    public static List<Fault> plan(long seed, int count, int replicas) {
        Random random = new Random(seed);
        List<Fault> plan = new ArrayList<>();
        List<Kind> deck = new ArrayList<>();
        while (plan.size() < count) {
            if (deck.isEmpty()) {
                // Each kind once before any comes again: a short run has them all.
                deck.addAll(List.of(Kind.values()));
                java.util.Collections.shuffle(deck, random);
            }
            plan.add(new Fault(deck.removeLast(), random.nextInt(replicas), random.nextInt(SHORTEST_MS, LONGEST_MS)));
        }
        return plan;
    }
}
