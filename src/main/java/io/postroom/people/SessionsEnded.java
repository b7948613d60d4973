package io.postroom.people;

/// Hears of every login that ended before its tokens did, to close what was opened with them, on every replica.
public interface SessionsEnded {
    /// @param session what the login's tokens hold as `sid`. Never waits, never fails.
    void ended(String session);
}
