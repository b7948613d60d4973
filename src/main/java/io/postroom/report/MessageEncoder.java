package io.postroom.report;

import io.postroom.people.People;
import io.postroom.protocol.Json;
import io.postroom.protocol.Person;
import io.postroom.protocol.ReportMessage;
import io.postroom.protocol.Sender;
import io.postroom.room.EventEncoder;
import io.postroom.room.LogEntry;
import io.postroom.room.RoomEvent;
import jakarta.inject.Singleton;
import java.util.List;

/// Log entries as they leave the service, with the people's public fields. Looks people up, through the cache: may
/// block.
@Singleton
public final class MessageEncoder implements EventEncoder {
    private final People people;

    MessageEncoder(People people) {
        this.people = people;
    }

    @Override
    public List<RoomEvent> encode(List<LogEntry> entries) {
        return entries.stream()
                .map(entry -> new RoomEvent(entry.seq(), Json.write(populate(entry))))
                .toList();
    }

    /// A person that is not in the store (any more) is shown by the id.
    ReportMessage populate(LogEntry entry) {
        Person user = people.user(entry.userId()).orElseGet(() -> new Person(entry.userId(), entry.userId(), ""));
        String sender = people.admin(entry.sentBy()).map(Person::name).orElse(entry.sentBy());
        return new ReportMessage(
                entry.id(),
                entry.seq(),
                user,
                entry.orderId(),
                entry.paymentId(),
                entry.invoiceId(),
                entry.title(),
                entry.message(),
                entry.status(),
                new Sender(entry.sentBy(), sender),
                entry.isRead(),
                entry.readAt(),
                entry.deliveredAt(),
                entry.createdAt());
    }
}
