import { RefusedError } from "./errors.js";
import type { ServerEvent } from "./event.js";
import type { ClientFrame, ErrorFrame, ReceiveReportMessage, Resync, UserRoomJoined } from "./frame.js";
import type { Loaded, JoinOptions } from "./options.js";
import { backOff, Timer } from "./time.js";
import type { Unread } from "./unread.js";

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** So long a replica may not know yet what another has shown over REST. */
const HEAD_MS = 5_000;
/** Where receipts may have been missed over a join, state is read again within this. */
const STALE_MS = 1_000;

export type Joined = Pick<UserRoomJoined, "userId" | "seq" | "unread">;

/** What a room needs of the conversation it is in. */
export interface Talk {
  readonly isLive: boolean;
  readonly log: string | undefined;
  readonly isAdmin: boolean;
  say(frame: ClientFrame): boolean;
  newRef(): string;
  emit(event: ServerEvent): void;
  stale(withinMs: number, userId: string): void;
  /** Everything up to `seq` is here; undefined: nothing is, any more. */
  has(userId: string, seq: number | undefined): void;
  /** It is no room of this page any more. */
  lost(room: Room): void;
}

/** A room of this page, and its place there: what was handed on never is again, whatever is joined anew. */
export class Room {
  readonly userId: string;
  readonly unread: Unread;
  /** The joins that hold it. */
  readonly holders = new Set<JoinOptions>();
  readonly joined: Promise<Joined>;
  /** The last seq handed on; undefined: not known before the next answer. */
  place: number | undefined;
  readonly #talk: Talk;
  readonly #retry = new Timer();
  readonly #head = new Timer();
  #resolve!: (joined: Joined) => void;
  #reject!: (error: Error) => void;
  #log: string | undefined;
  #ref: string | undefined;
  #seen = 0;
  #steps = 0;
  #loading: AbortController | undefined;
  /** What is shown is not read yet, so there is no place to join at. */
  #unloaded = false;
  /** Not to be joined yet. */
  #held: boolean;

  /** @param until a join before this is not said */
  constructor(userId: string, talk: Talk, unread: Unread, until?: Promise<unknown>) {
    this.userId = userId;
    this.#talk = talk;
    this.unread = unread;
    this.joined = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who joins without looking at the promise is told by an event.
    this.joined.catch(() => {});
    this.#held = until !== undefined;
    const free = () => {
      this.#held = false;
      this.#join();
    };
    until?.then(free, free);
  }

  hold(options: JoinOptions): void {
    const first = this.holders.size === 0;
    this.holders.add(options);
    if (first) {
      this.place = options.after;
      if (options.load) void this.#load();
      else this.#join();
    } else if (options.load) {
      // The room has its place; who comes later reads for itself.
      const { signal } = new AbortController();
      options.load({ signal: options.signal ?? signal }).catch((error: unknown) => console.warn(error));
    }
  }

  /** A new conversation. */
  opened(): void {
    this.closed();
    if (this.#log !== undefined && this.#log !== this.#talk.log) this.#startOver("log");
    else if (this.#unloaded && !this.#loading) void this.#load();
    else this.#join();
  }

  closed(): void {
    this.#ref = undefined;
    this.#head.clear();
  }

  left(): void {
    this.closed();
    this.#retry.clear();
    this.#loading?.abort();
    this.#loading = undefined;
    this.unread.forget();
    this.#reject(new DOMException("left", "AbortError"));
  }

  /** The join is to be said again, at this page's own place. */
  rejoin(): void {
    this.closed();
    this.#join();
  }

  received(frame: ReceiveReportMessage): void {
    this.#seen = Math.max(this.#seen, frame.seq);
    // Before the join was said it is none of ours; before its answer there may be no place to hand on from.
    if (this.#ref === undefined || this.place === undefined || frame.seq <= this.place) return;
    this.place = frame.seq;
    this.unread.received(frame.message);
    this.#talk.emit(frame);
    this.#talk.has(this.userId, frame.seq);
  }

  /** Whether it is the answer to this room's join. */
  answered(frame: UserRoomJoined | Resync | ErrorFrame): boolean {
    if (frame.ref === undefined || frame.ref !== this.#ref) return false;
    if (frame.type === "userRoomJoined") {
      this.#joinedAt(frame);
    } else if (frame.type === "resync") {
      this.#startOver("resync");
    } else if (passes(frame)) {
      this.#ref = undefined;
      this.#retry.set(backOff(this.#steps++, RETRY_MS, RETRY_MAX_MS), () => this.#join());
    } else {
      this.lost(new RefusedError(frame));
    }
    return true;
  }

  /** Refused for good. */
  lost(error: RefusedError): void {
    this.#reject(error);
    this.#talk.lost(this);
    const { code, message, field } = error;
    this.#talk.emit({ type: "error", code, message, ...(field !== undefined && { field }), userId: this.userId });
  }

  #join(): void {
    if (this.#held || this.#unloaded || this.#ref !== undefined || !this.#talk.isLive) return;
    this.#retry.clear();
    const ref = this.#talk.newRef();
    this.#ref = ref;
    const { userId, place: after } = this;
    this.#talk.say({ type: "joinUserRoom", ref, userId, ...(after !== undefined && { after }) });
  }

  #joinedAt({ userId, seq, unread }: UserRoomJoined): void {
    const hadState = this.place !== undefined;
    const expected = this.unread.value;
    this.#steps = 0;
    this.#log = this.#talk.log;
    this.#seen = Math.max(this.#seen, seq);
    this.place = Math.max(this.place ?? 0, seq);
    this.unread.said(seq, unread);
    this.#talk.emit({ type: "userRoomJoined", userId, seq, unread });
    this.#resolve({ userId, seq, unread });
    // Where one socket is shared, nobody but the page itself sees that its place is ahead of the log.
    if (this.#seen < this.place) {
      this.#head.set(HEAD_MS, () => this.#seen < (this.place ?? 0) && this.#startOver("resync"));
    }
    // What was read meanwhile shows in the count. Deliveries do not, and only admins look at them.
    if (hadState && (this.#talk.isAdmin || (expected !== undefined && expected !== unread))) {
      this.#talk.stale(STALE_MS, userId);
    }
  }

  #startOver(reason: "resync" | "log"): void {
    this.closed();
    this.place = undefined;
    this.#log = undefined;
    this.#seen = 0;
    this.unread.forget();
    this.#talk.has(this.userId, undefined);
    this.#talk.emit({ type: "startOver", userId: this.userId, reason });
    if (this.#loads().length) void this.#load();
    else this.#join();
  }

  #loads() {
    return [...this.holders].flatMap(({ load }) => load ?? []);
  }

  async #load(): Promise<void> {
    this.#retry.clear();
    this.#loading?.abort();
    this.#unloaded = true;
    const loading = (this.#loading = new AbortController());
    let all: Loaded[];
    try {
      all = await Promise.all(this.#loads().map((load) => load({ signal: loading.signal })));
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#loading = undefined;
      // Who is not logged in any more may be so again: then a conversation begins.
      if (error instanceof RefusedError && error.code === "unauthorized") return;
      if (error instanceof RefusedError && !passes(error)) {
        this.lost(error);
        return;
      }
      console.warn(`The room of ${this.userId} was not loaded, it is tried again:`, error);
      this.#retry.set(backOff(this.#steps++, RETRY_MS, RETRY_MAX_MS), () => void this.#load());
      return;
    }
    if (loading.signal.aborted) return;
    this.#loading = undefined;
    this.#unloaded = false;
    this.#steps = 0;
    const loaded = all.reduce((one, other) => (other.seq < one.seq ? other : one));
    this.place = loaded.seq;
    if (loaded.unread !== undefined) this.unread.said(loaded.seq, loaded.unread);
    if (isWhole(loaded)) this.#talk.has(this.userId, loaded.seq);
    this.#join();
  }
}

/** What decides nothing: it is tried again. */
const passes = ({ code }: { code: string }) =>
  code === "unavailable" || code === "rateLimited" || code === "conflict" || code === "internal";

/**
 * Whether all up to its seq has arrived here: nothing older is there, or what is older was said to have arrived before
 * (a message that was delivered before it was read was so together with all below it).
 */
const isWhole = ({ nextBefore, messages }: Loaded) =>
  nextBefore === null || messages?.some(({ deliveredAt, readAt }) => deliveredAt !== undefined && deliveredAt !== readAt);
