package io.postroom.socket;

import io.postroom.protocol.ClientFrame;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import io.postroom.store.StoreFailures;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The answers that many frames have in common. Any thread; never blocks.
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private Answers() {}

    static void refuse(Connection connection, ClientFrame frame, Throwable failure) {
        Refusal refusal = refusal(failure);
        connection.say(
                frame instanceof ClientFrame.SendReportMessage
                        ? ServerFrame.ReportMessageSent.refused(frame.ref(), refusal)
                        : ServerFrame.Error.of(frame.ref(), refusal));
        LOG.infof(
                "Refused: socket %s, %s, %s %s",
                connection.id(),
                frame.getClass().getSimpleName(),
                refusal.code().word(),
                refusal.field());
    }

    private static Refusal refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        Refusal away = StoreFailures.refusal(cause);
        if (away != null) {
            return away;
        }
        LOG.error("a frame could not be handled", cause);
        return new Refusal(ErrorCode.INTERNAL, "something went wrong here", null);
    }

    /// Only for a frame that had a `ref`.
    static void done(Connection connection, @Nullable String ref) {
        if (ref != null) {
            connection.say(new ServerFrame.Done(ref));
        }
    }
}
