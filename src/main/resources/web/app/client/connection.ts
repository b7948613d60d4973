/** How it stands with the connection. `since` and `retryAt` are milliseconds as of `Date.now()`. */
export type ConnectionState =
  | { state: "idle" }
  /** Never live yet. */
  | { state: "connecting" }
  | { state: "live"; since: number }
  /** Was live, or failed to become so; it goes on trying, next at `retryAt` (at once if left out). */
  | { state: "offline"; since: number; retryAt?: number }
  /** It does not try again by itself: `connect()` does. */
  | { state: "ended"; since: number; reason: EndReason };

/**
 * `closed`: by the application. `unauthorized`: nobody is logged in any more (`token` gave null). `refused`: the server
 * said not to come back. `attempts`: so many in vain.
 */
export type EndReason = "closed" | "unauthorized" | "refused" | "attempts";
