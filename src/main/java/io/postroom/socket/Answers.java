package io.postroom.socket;

import io.postroom.protocol.ClientFrame;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.FrameRefusal;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ServerFrame;
import io.postroom.store.StoreFailures;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The answers that many frames have in common. Any thread; never blocks.
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);
    /// What people look for who have sent and see nothing.
    private static final String NOT_STORED = "Report message not stored";

    private Answers() {}

    static void refuse(Connection connection, ClientFrame frame, Throwable failure) {
        Refusal refusal = refusal(failure);
        connection.say(
                frame instanceof ClientFrame.SendReportMessage
                        ? ServerFrame.ReportMessageSent.refused(frame.ref(), refusal)
                        : ServerFrame.Error.of(frame.ref(), refusal));
        tell(
                connection,
                Logger.Level.INFO,
                frame instanceof ClientFrame.SendReportMessage
                        ? NOT_STORED
                        : frame.getClass().getSimpleName() + " refused",
                refusal);
    }

    /// A frame that cannot even be read.
    static void refuse(Connection connection, FrameRefusal refusal) {
        connection.say(refusal.answer());
        if (refusal.send()) {
            tell(connection, Logger.Level.INFO, NOT_STORED, refusal);
        } else {
            tell(connection, Logger.Level.DEBUG, "Frame refused", refusal);
        }
    }

    /// The texts of refusals name fields and limits, and never what somebody wrote.
    private static void tell(Connection connection, Logger.Level level, String what, Refusal refusal) {
        LOG.logf(
                level,
                "%s: socket %s, %s %s, %s",
                what,
                connection.id(),
                connection.caller().role(),
                connection.caller().id(),
                refusal.told());
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
