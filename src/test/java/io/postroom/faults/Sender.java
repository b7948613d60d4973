package io.postroom.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.faults.History.Confirmed;
import io.postroom.faults.History.Refused;
import io.postroom.faults.History.Tried;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An admin who sends bursts without waiting, and repeats each message under its key, on whichever replica answers,
/// until it is confirmed. Now and then it repeats one that was confirmed long ago.
final class Sender implements Runnable {
    private static final int BURST = 5;
    private static final int PAUSE_MS = 150;
    private static final long PATIENCE_MS = 12_000;

    private final String id;
    private final List<String> rooms;
    private final Workload work;
    private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<String[]> confirmed = new ArrayList<>();
    private volatile @Nullable SocketClient socket;
    private volatile boolean resting;
    private int connections;
    private int ordinal;
    private int messages;

    Sender(String id, List<String> rooms, Workload work) {
        this.id = id;
        this.rooms = rooms;
        this.work = work;
    }

    String id() {
        return id;
    }

    /// Nothing it sent waits for an answer.
    boolean rests() {
        return resting;
    }

    void cut() {
        SocketClient open = socket;
        if (open != null) {
            open.cut();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                resting = true;
                if (!work.mayBegin()) {
                    return;
                }
                resting = false;
                Map<String, String> burst = new LinkedHashMap<>();
                for (int i = work.draw(BURST); i >= 0; i--) {
                    burst.put("%s-%d".formatted(id.substring(20), messages++), rooms.get(work.draw(rooms.size())));
                }
                if (!confirmed.isEmpty() && work.chance(10)) {
                    String[] old = confirmed.get(work.draw(confirmed.size()));
                    burst.put(old[0], old[1]);
                }
                sendUntilConfirmed(burst);
                burst.forEach((key, room) -> confirmed.add(new String[] {key, room}));
                work.rest(work.draw(PAUSE_MS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntilConfirmed(Map<String, String> burst) throws InterruptedException {
        Map<String, String> left = new LinkedHashMap<>(burst);
        while (!left.isEmpty() && !work.stopped()) {
            SocketClient open = open();
            if (open == null) {
                work.rest(100);
                continue;
            }
            answers.clear();
            left.forEach((key, room) -> {
                work.history().add(new Tried(work.history().now(), id, room, key, connections, ordinal++));
                open.report(room, key, key);
            });
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            int expected = left.size();
            for (int got = 0; got < expected; ) {
                JsonNode answer = answers.poll(50, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    got++;
                    answered(answer, left);
                } else if (open.closed().isDone() || System.nanoTime() > end || work.stopped()) {
                    open.cut();
                    socket = null;
                    break;
                }
            }
        }
    }

    private void answered(JsonNode answer, Map<String, String> left) {
        String key = answer.path("ref").asText();
        String room = left.get(key);
        long now = work.history().now();
        if (room == null) {
            return;
        }
        if (answer.path("success").asBoolean()) {
            JsonNode message = answer.get("message");
            work.history()
                    .add(new Confirmed(
                            now,
                            id,
                            room,
                            key,
                            message.get("_id").asText(),
                            message.get("seq").asLong()));
            left.remove(key);
        } else {
            work.history()
                    .add(new Refused(
                            now,
                            id,
                            room,
                            key,
                            answer.path("error").path("code").asText()));
        }
    }

    private @Nullable SocketClient open() {
        SocketClient open = socket;
        if (open != null && !open.closed().isDone() && !work.chance(20)) {
            return open;
        }
        if (open != null) {
            open.cut();
        }
        try {
            connections++;
            open = SocketClient.connect(work.wayIn().adminUrl(id), Tokens.admin(id), frame -> {
                if (SocketClient.type(frame).equals("reportMessageSent")) {
                    answers.add(frame);
                }
            });
            socket = open;
            return open;
        } catch (RuntimeException refused) {
            socket = null;
            return null;
        }
    }
}
