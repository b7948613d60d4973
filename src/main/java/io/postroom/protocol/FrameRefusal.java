package io.postroom.protocol;

import org.jspecify.annotations.Nullable;

/// A client frame that cannot be taken, with what is needed to answer it: its `ref` if that was one, and whether it
/// was a send, which is answered by `reportMessageSent` and never by `error`.
public final class FrameRefusal extends Refusal {
    private final @Nullable String ref;
    private final boolean send;

    FrameRefusal(Refusal cause, @Nullable String ref, boolean send) {
        super(cause.code(), cause.getMessage(), cause.field());
        this.ref = ref;
        this.send = send;
    }

    /// Whether it was a send.
    public boolean send() {
        return send;
    }

    /// The frame that says so.
    public ServerFrame answer() {
        return send ? ServerFrame.ReportMessageSent.refused(ref, this) : ServerFrame.Error.of(ref, this);
    }
}
