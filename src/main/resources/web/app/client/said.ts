import type { ConnectionState } from "./connection.js";
import type { ClientFrame, Welcome } from "./frame.js";
import type { LinkFrame } from "./link.js";

/** What tabs say on their channel. `at` names one conversation of one leader with the server. */
export type Said =
  /** Who leads? */
  | { kind: "hello"; from: string }
  | { kind: "connect" }
  | { kind: "say"; from: string; at: string; frame: ClientFrame }
  /** The answer of a leader that is live, */
  | { kind: "live"; leader: string; at: string; welcome: Welcome }
  /** and of one that is not. */
  | { kind: "down"; leader: string; state: ConnectionState }
  | { kind: "resigned"; leader: string }
  | { kind: "frame"; at: string; to: string[] | null; frame: LinkFrame };
