import type { ConnectionState } from "./connection.js";
import type { EventOf, ServerEvent } from "./event.js";
import type { UserRoomJoined } from "./frame.js";
import type { ReportDraft, ReportMessage } from "./message.js";
import type { JoinOptions, PostroomOptions, SendOptions } from "./options.js";
import type { Observable } from "./value.js";

/** A connection to Postroom that never loses its place. */
export interface Postroom {
  readonly connection: Observable<ConnectionState>;

  /** Ends by the signal or the returned function. */
  on<T extends ServerEvent["type"]>(
    type: T,
    listener: (event: EventOf<T>) => void,
    options?: { signal?: AbortSignal },
  ): () => void;

  /** Resolved when joined for the first time; after that it stays joined over all reconnects. */
  join(userId: string, options?: JoinOptions): Promise<Pick<UserRoomJoined, "userId" | "seq" | "unread">>;

  leave(userId: string): void;

  /** How many messages of a joined room are unread; undefined before that is known. */
  unread(userId: string): Observable<number | undefined>;

  /**
   * Resolved when the message is stored for good. Until then it is repeated with the same `clientMessageId`, over
   * reconnects and after `unavailable`; rejected by a RefusedError, or an UnconfirmedError.
   */
  send(draft: ReportDraft, options?: SendOptions): Promise<ReportMessage>;

  markRead(messageId: string, options?: { signal?: AbortSignal }): Promise<void>;

  /** `upTo`: default is the place in the own room, so what the page has not seen stays unread. */
  markAllRead(options?: { upTo?: number; signal?: AbortSignal }): Promise<void>;

  /** A good access token, for REST. Null: nobody is logged in any more. */
  token(): Promise<string | null>;

  /** Calls REST with a good token: the JSON of the answer, or a RefusedError. `path` begins with `/api/`. */
  fetch<T>(path: string, init?: RequestInit): Promise<T>;

  /** Connects, also after it has ended; at once if it was waiting to. */
  connect(): void;

  /** Lets the socket go. What waits for an answer is rejected by an UnconfirmedError. */
  close(): void;
}

/** The inside follows. */
export class Postroom {
  constructor(_options: PostroomOptions) {}
}
