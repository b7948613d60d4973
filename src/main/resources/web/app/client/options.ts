import type { Role } from "./message.js";

export interface AccessToken {
  token: string;
  /** When it ends, by the server's clock: ISO 8601, or milliseconds since 1970. */
  expiresAt: string | number;
}

export interface PostroomOptions {
  /** Where Postroom is: `https://host`. Default: where the page is from. */
  url?: string;
  role: Role;
  /** The id of who is logged in. */
  id: string;
  /**
   * A new access token. Null: nobody is logged in any more, the connection ends as `unauthorized`. Rejected: tried again
   * later. Asked for when the last one is near its end, and when the server does not take it. Left out: the browser's
   * cookie is the token.
   */
  token?: () => Promise<AccessToken | null>;
  /** One socket for all tabs of this browser with the same url, role and id. Default: one each. */
  shared?: boolean;
  /** False: only `connect()` connects. */
  connect?: boolean;
  reconnect?: {
    /** How often in vain before it ends. Default: without end. */
    attempts?: number;
    /** The first delay is random within this, each later one within twice as much. Default 1000. */
    delayMs?: number;
    /** No delay is longer. Default 30000. */
    maxDelayMs?: number;
  };
}

/** An address of the service. */
export const addressOf = ({ url }: PostroomOptions, path: string): URL =>
  new URL(path, url ?? globalThis.location?.href);

export interface JoinOptions {
  /** The last seq that the page has: what comes after it is handed on. 0: the whole room. */
  after?: number;
  /**
   * Reads the room over REST, shows it, and gives the answer of `GET /api/report-messages/user/{userId}` (or its `seq`
   * alone). Called at once, and again whenever the place is lost; what comes after its `seq` is handed on. Without
   * `load` and `after`: what comes after the head.
   */
  load?: (options: { signal: AbortSignal }) => Promise<Loaded>;
  /** Leaves the room. */
  signal?: AbortSignal;
}

/** The part of an inbox page that the library looks at. With `messages` (unfiltered) it can say what has arrived. */
export interface Loaded {
  seq: number;
  unread?: number;
  nextBefore?: number | null;
  messages?: { seq: number; deliveredAt?: string; readAt?: string }[];
}

export interface SendOptions {
  /** Ends the waiting, not the message: see `UnconfirmedError`. */
  signal?: AbortSignal;
  /** Default: a new one. */
  clientMessageId?: string;
}
