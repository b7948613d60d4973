import type { Refusal } from "./frame.js";

/** How it stands with the connection. `since` and `retryAt` are milliseconds as of `Date.now()`. */
export type ConnectionState =
  | { state: "idle" }
  /** Never live yet. */
  | { state: "connecting" }
  | { state: "live"; since: number }
  /** Was live, or failed to become so; it goes on trying, next at `retryAt` (at once if left out). */
  | ({ state: "offline"; since: number; retryAt?: number } & Explained)
  /** It does not try again by itself: `connect()` does. */
  | ({ state: "ended"; since: number; reason: EndReason } & Explained);

interface Explained {
  /** Why, for a log, where it is known: `unauthorized` where the token is not taken. */
  why?: Refusal;
}

/**
 * `closed`: by the application. `unauthorized`: nobody is logged in any more (`token` gave null), or somebody else. `refused`: the server
 * said not to come back. `attempts`: so many in vain.
 */
export type EndReason = "closed" | "unauthorized" | "refused" | "attempts";

/** Who was live once is offline since then, whoever of its tabs tries again. */
export function lasting(was: ConnectionState, is: ConnectionState): ConnectionState {
  if (is.state === "ended" || (was.state !== "live" && was.state !== "offline")) return is;
  const since = was.state === "offline" ? was.since : "since" in is ? is.since : Date.now();
  return { ...is, state: "offline", since };
}
