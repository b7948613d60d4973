package io.postroom.room;

import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What writers were asked, answered and handed on, and whether that keeps the promise.
final class ModelHistory {

    /// One attempt to append; `order` is its place among the first attempts of its sender for its room, 0 for a
    /// repetition.
    record Attempt(LogEntry entry, int order) {}

    record Answer(
            Attempt attempt,
            @Nullable Appended appended,
            @Nullable Throwable failure,
            Duration took) {}

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Queue<LogEntry> handedOn = new ConcurrentLinkedQueue<>();

    void answered(Answer answer) {
        answers.add(answer);
    }

    /// Somebody is about to be shown the entry.
    void handedOn(LogEntry entry, ModelStore store) {
        handedOn.add(entry);
        if (!store.isCommitted(entry)) {
            violations.add("handed on, yet not committed: " + name(entry));
        }
    }

    /// All that is wrong, once the store is healed and nothing is under way any more.
    List<String> violations(ModelStore store, Duration deadline) {
        List<String> wrong = new ArrayList<>(violations);
        List<LogEntry> log = store.first(store.committed());
        Map<String, LogEntry> byId = new HashMap<>();
        log.forEach(entry -> byId.put(entry.id(), entry));
        checkNumbers(log, wrong);
        checkKeys(log, wrong);
        Set<String> shown = new HashSet<>();
        handedOn.forEach(entry -> shown.add(entry.id() + ' ' + entry.seq()));
        for (LogEntry entry : log) {
            if (!shown.contains(entry.id() + ' ' + entry.seq())) {
                wrong.add("stored, yet never handed on: " + name(entry));
            }
        }
        for (Answer answer : answers) {
            checkAnswer(answer, byId, deadline, wrong);
        }
        checkOrder(wrong);
        return wrong;
    }

    private static void checkNumbers(List<LogEntry> log, List<String> wrong) {
        Map<String, Long> heads = new HashMap<>();
        log.stream().sorted(Comparator.comparingLong(LogEntry::seq)).forEach(entry -> {
            long before = heads.getOrDefault(entry.userId(), 0L);
            if (entry.seq() != before + 1) {
                wrong.add("a hole or a double between " + before + " and " + name(entry));
            }
            heads.put(entry.userId(), entry.seq());
        });
    }

    private static void checkKeys(List<LogEntry> log, List<String> wrong) {
        Set<String> keys = new HashSet<>();
        for (LogEntry entry : log) {
            if (!keys.add(entry.userId() + ' ' + entry.sentBy() + ' ' + entry.clientMessageId())) {
                wrong.add("stored twice under one key: " + name(entry));
            }
        }
    }

    private static void checkAnswer(Answer answer, Map<String, LogEntry> byId, Duration deadline, List<String> wrong) {
        LogEntry asked = answer.attempt().entry();
        Appended appended = answer.appended();
        if (answer.took().compareTo(deadline) > 0) {
            wrong.add("answered after " + answer.took() + ": " + name(asked));
        }
        if (appended != null) {
            LogEntry entry = appended.entry();
            LogEntry stored = byId.get(entry.id());
            if (stored == null || stored.seq() != entry.seq()) {
                wrong.add("confirmed, yet not stored: " + name(entry));
            } else if (!stored.clientMessageId().equals(asked.clientMessageId()) || !stored.saysTheSameAs(asked)) {
                wrong.add("confirmed by another message: " + name(asked) + " by " + name(stored));
            }
        } else if (!(answer.failure() instanceof Refusal refusal)
                || refusal.code() != ErrorCode.UNAVAILABLE && refusal.code() != ErrorCode.CONFLICT) {
            wrong.add("answered by " + answer.failure() + ": " + name(asked));
        }
    }

    /// What one sender sent to one room without waiting, as far as it was confirmed, stands in that order.
    private void checkOrder(List<String> wrong) {
        Map<String, List<Answer>> firsts = new HashMap<>();
        for (Answer answer : answers) {
            if (answer.attempt().order() > 0 && answer.appended() != null) {
                LogEntry entry = answer.attempt().entry();
                firsts.computeIfAbsent(entry.userId() + ' ' + entry.sentBy(), pair -> new ArrayList<>())
                        .add(answer);
            }
        }
        firsts.values().forEach(list -> {
            list.sort(Comparator.comparingInt(answer -> answer.attempt().order()));
            long last = 0;
            for (Answer answer : list) {
                long seq = answer.appended().entry().seq();
                if (seq <= last) {
                    wrong.add("out of its sender's order: "
                            + name(answer.attempt().entry()) + " as " + seq);
                }
                last = seq;
            }
        });
    }

    long confirmed() {
        return answers.stream().filter(answer -> answer.appended() != null).count();
    }

    long refused(ErrorCode code) {
        return answers.stream()
                .filter(answer -> answer.failure() instanceof Refusal refusal && refusal.code() == code)
                .count();
    }

    private static String name(LogEntry entry) {
        return entry.userId() + '/' + entry.seq() + " key " + entry.clientMessageId() + " of " + entry.sentBy() + " id "
                + entry.id();
    }
}
