package io.postroom.report;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.postroom.room.LogEntry;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// A span for each send, from accepted to stored or refused, by whichever door it came: ids only. The runtime traces
/// calls over REST and the opening of sockets by itself, but not what is said on a socket. Where no endpoint for traces
/// is configured there is no span and nothing waits for its end.
@Singleton
final class SendTraces {
    private final Tracer tracer;

    SendTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    Span begin(LogEntry entry) {
        return tracer.spanBuilder("sendReportMessage")
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute("postroom.user", entry.userId())
                .setAttribute("postroom.message", entry.id())
                .startSpan();
    }

    CompletableFuture<Sent> ended(Span span, CompletableFuture<Sent> sending) {
        if (!span.isRecording()) {
            return sending;
        }
        return sending.whenComplete((sent, failure) -> {
            if (failure == null) {
                span.setAttribute("postroom.seq", sent.entry().seq());
            } else {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }
}
