import type { ConnectionState } from "./connection.js";
import type { ClientFrame, ServerFrame, Welcome } from "./frame.js";

/** Said by whoever shares one socket among tabs: the room has to be joined again, at the tab's own place. */
export interface Rejoin {
  type: "rejoin";
  userId: string;
}

export type LinkFrame = ServerFrame | Rejoin;

/** Who talks over a link. */
export interface Talker {
  /** A new conversation begins; what was said in the last one and not answered will not be. */
  opened(welcome: Welcome): void;
  frame(frame: LinkFrame): void;
  /** Not live, or no more. */
  state(state: ConnectionState): void;
  /** The last conversation ended because of a frame that was too large. */
  tooLarge(): void;
}

/** A way to the server that opens itself again and again. */
export interface Link {
  /** What is said while it is not open is lost. */
  say(frame: ClientFrame): void;
  connect(): void;
  close(): void;
}
