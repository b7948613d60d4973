package io.postroom.report;

import io.postroom.people.Inboxes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What lists of users show of their rooms: one question for all heads, then one or two a room that has messages.
@Singleton
final class RoomSummaries implements Inboxes {
    private final MongoRoomLog log;
    private final Receipts receipts;
    private final Inbox inbox;

    RoomSummaries(MongoRoomLog log, Receipts receipts, Inbox inbox) {
        this.log = log;
        this.receipts = receipts;
        this.inbox = inbox;
    }

    @Override
    public Map<String, InboxSummary> of(Collection<String> userIds) {
        Map<String, InboxSummary> summaries = new HashMap<>();
        Map<String, Long> heads = log.heads(List.copyOf(userIds));
        heads.forEach((userId, head) -> summaries.put(
                userId,
                new InboxSummary(
                        receipts.unreadUpTo(userId, head), inbox.last(userId).orElse(null))));
        return summaries;
    }
}
