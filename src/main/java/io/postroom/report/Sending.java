package io.postroom.report;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.postroom.identity.Caller;
import io.postroom.people.People;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ReportDraft;
import io.postroom.room.Appended;
import io.postroom.room.LogEntry;
import io.postroom.room.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sending a report message: whoever is told of a `Sent` may rely on it, whatever is killed afterwards.
@Singleton
public final class Sending {
    private static final Logger LOG = Logger.getLogger(Sending.class);

    private final People people;
    private final LogWriter writer;
    private final MessageEncoder encoder;
    private final Clock clock;
    private final SendTraces traces;
    private final Timer stored;
    private final Counter unavailable;
    private final AtomicInteger underWay = new AtomicInteger();

    Sending(
            People people,
            LogWriter writer,
            MessageEncoder encoder,
            Clock clock,
            SendTraces traces,
            MeterRegistry meters) {
        this.people = people;
        this.writer = writer;
        this.encoder = encoder;
        this.clock = clock;
        this.traces = traces;
        this.stored = Timer.builder("postroom.messages.stored")
                .description("accepted to stored")
                .publishPercentileHistogram()
                .register(meters);
        this.unavailable = Counter.builder("postroom.sends.unavailable")
                .description("sends answered unavailable: the store did not answer in time")
                .register(meters);
    }

    /// Whether [#send] would not have to look anybody up, and so not block.
    public boolean knows(Caller caller, String userId) {
        return people.isUserCached(userId) && people.isAdminCached(caller.id());
    }

    /// Sends that have begun and are not answered yet.
    public int underWay() {
        return underWay.get();
    }

    /// Queues the message; calls from one thread for one room are stored in that order. Blocks for look-ups only. The
    /// future fails with a [Refusal], within 10 s.
    public CompletableFuture<Sent> send(Caller caller, ReportDraft draft) {
        underWay.incrementAndGet();
        try {
            return begin(caller, draft).whenComplete((sent, failure) -> ended(failure));
        } catch (RuntimeException e) {
            ended(e);
            throw e;
        }
    }

    private void ended(@Nullable Throwable failure) {
        underWay.decrementAndGet();
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof MongoException
                || (cause instanceof Refusal refusal && refusal.code() == ErrorCode.UNAVAILABLE)) {
            unavailable.increment();
        }
    }

    private CompletableFuture<Sent> begin(Caller caller, ReportDraft draft) {
        if (!caller.isAdmin()) {
            throw Refusal.forbidden("only an admin sends report messages");
        }
        if (people.user(draft.userId()).isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such user", "userId");
        }
        people.adminOrStore(caller);
        long accepted = System.nanoTime();
        LogEntry entry = LogEntry.of(
                new ObjectId().toHexString(),
                draft,
                caller.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Span span = traces.begin(entry);
        return traces.ended(span, writer.append(entry).thenApply(appended -> sent(appended, accepted)));
    }

    private Sent sent(Appended appended, long accepted) {
        LogEntry entry = appended.entry();
        if (appended.event() == null) {
            return new Sent(entry, encoder.encode(List.of(entry)).getFirst().message(), true);
        }
        stored.record(System.nanoTime() - accepted, java.util.concurrent.TimeUnit.NANOSECONDS);
        if (LOG.isInfoEnabled()) {
            // Put together here: a format would cost more than all that is logged with it.
            LOG.info("Report message sent to user " + entry.userId() + ": message " + entry.id() + ", seq "
                    + entry.seq() + ", by admin " + entry.sentBy());
        }
        return new Sent(entry, appended.event().message(), false);
    }
}
