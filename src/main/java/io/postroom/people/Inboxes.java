package io.postroom.people;

import io.postroom.protocol.ReportMessage;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a list of users shows of their inboxes; the report package knows.
public interface Inboxes {
    /// The inboxes of these users, in few questions; one that is missing is empty. Blocks.
    Map<String, InboxSummary> of(Collection<String> userIds);

    /// How many messages are unread, and the newest one if there is one.
    record InboxSummary(long unread, @Nullable ReportMessage last) {}
}
