import { Acks } from "./acks.js";
import { lasting, type ConnectionState } from "./connection.js";
import { UnconfirmedError } from "./errors.js";
import { problem, type EventOf, type ServerEvent } from "./event.js";
import type { ClientFrame, Welcome } from "./frame.js";
import { Line } from "./line.js";
import type { Link, LinkFrame } from "./link.js";
import { canShare } from "./locks.js";
import type { ReportDraft, ReportMessage } from "./message.js";
import type { JoinOptions, PostroomOptions, SendOptions } from "./options.js";
import { Requests, type Answer } from "./requests.js";
import { rest } from "./rest.js";
import { Room, type Joined, type Talk } from "./room.js";
import { SharedLine } from "./shared.js";
import { Stale } from "./stale.js";
import { Tokens } from "./tokens.js";
import { Unread } from "./unread.js";
import { Listeners, Value, type Observable } from "./value.js";

/** After a new conversation an admin's state may be stale: it is read again within this. */
const STALE_MS = 1_000;

/** A connection to Postroom that never loses its place. */
export class Postroom {
  readonly #options: PostroomOptions;
  readonly #tokens: Tokens;
  readonly #link: Link;
  readonly #connection = new Value<ConnectionState>({ state: "idle" });
  readonly #listeners = new Map<string, Listeners<ServerEvent>>();
  readonly #rooms = new Map<string, Room>();
  readonly #unread = new Map<string, Unread>();
  /** Rooms that the server still has to let go, before they are joined again at another place. */
  readonly #leaving = new Map<string, Promise<unknown>>();
  readonly #requests: Requests;
  readonly #acks: Acks;
  readonly #stale: Stale;
  readonly #talk: Talk;
  #log: string | undefined;
  #live = false;
  #refs = 0;

  constructor(options: PostroomOptions) {
    const id = options.id.toLowerCase();
    this.#options = { ...options, id };
    this.#tokens = new Tokens(options.token);
    const say = (frame: ClientFrame) => this.#say(frame);
    this.#requests = new Requests(say);
    this.#acks = new Acks((seq) => say({ type: "ack", seq }));
    this.#stale = new Stale((userId) => this.#emit({ type: "stateStale", ...(userId !== undefined && { userId }) }));
    this.#talk = this.#talkOf();
    const talker = {
      opened: (welcome: Welcome) => this.#opened(welcome),
      frame: (frame: LinkFrame) => this.#frame(frame),
      state: (state: ConnectionState) => this.#down(state),
      tooLarge: () => this.#requests.tooLarge(),
    };
    const Kind = options.shared && canShare() ? SharedLine : Line;
    this.#link = new Kind(this.#options, this.#tokens, talker);
    if (options.connect !== false) this.connect();
  }

  get connection(): Observable<ConnectionState> {
    return this.#connection;
  }

  /** Ends by the signal or the returned function. */
  on<T extends ServerEvent["type"]>(
    type: T,
    listener: (event: EventOf<T>) => void,
    options?: { signal?: AbortSignal },
  ): () => void {
    return this.#listening(type).add(listener as (event: ServerEvent) => void, options?.signal);
  }

  /** Resolved when joined for the first time; after that it stays joined over all reconnects. */
  join(userId: string, options: JoinOptions = {}): Promise<Joined> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = userId.toLowerCase();
    let room = this.#rooms.get(id);
    if (!room) {
      room = new Room(id, this.#talk, this.#unreadOf(id), this.#leaving.get(id));
      this.#rooms.set(id, room);
    }
    const holder = { ...options };
    room.hold(holder);
    const held = room;
    signal?.addEventListener("abort", () => {
      held.holders.delete(holder);
      if (held.holders.size === 0) this.#leave(held);
    });
    return room.joined;
  }

  leave(userId: string): void {
    const room = this.#rooms.get(userId.toLowerCase());
    if (room) this.#leave(room);
  }

  /** How many messages of a joined room are unread; undefined before that is known. */
  unread(userId: string): Observable<number | undefined> {
    return this.#unreadOf(userId.toLowerCase());
  }

  /**
   * Resolved when the message is stored for good. Until then it is repeated with the same `clientMessageId`, over
   * reconnects and after `unavailable`; rejected by a RefusedError, or an UnconfirmedError.
   */
  async send(draft: ReportDraft, options: SendOptions = {}): Promise<ReportMessage> {
    const { signal, clientMessageId = newKey() } = options;
    const answer = await this.#ask({ type: "sendReportMessage", clientMessageId, ...draft }, signal);
    if (answer.type !== "reportMessageSent" || !answer.success) throw new Error("not an answer to a send");
    return answer.message;
  }

  async markRead(messageId: string, options?: { signal?: AbortSignal }): Promise<void> {
    await this.#ask({ type: "markRead", messageId }, options?.signal);
  }

  /** `upTo`: default is the place in the own room, so what the page has not seen stays unread. */
  async markAllRead(options: { upTo?: number; signal?: AbortSignal } = {}): Promise<void> {
    const upTo = options.upTo ?? this.#rooms.get(this.#options.id)?.place;
    await this.#ask({ type: "markAllRead", ...(upTo !== undefined && { upTo }) }, options.signal);
  }

  /** A good access token, for REST. Null: nobody is logged in any more. */
  token(): Promise<string | null> {
    return this.#tokens.get();
  }

  /** Calls REST with a good token: the JSON of the answer, or a RefusedError. `path` begins with `/api/`. */
  fetch<T>(path: string, init?: RequestInit): Promise<T> {
    return rest(this.#options, this.#tokens, path, init) as Promise<T>;
  }

  /** Connects, also after it has ended; at once if it was waiting to. */
  connect(): void {
    this.#link.connect();
  }

  /** Lets the socket go. What waits for an answer is rejected by an UnconfirmedError. */
  close(): void {
    this.#link.close();
  }

  #opened({ log, limits }: Welcome): void {
    this.#log = log;
    this.#live = true;
    // What was asked before a room is joined again lies before its place there.
    this.#requests.opened(limits.frame);
    for (const room of [...this.#rooms.values()]) room.opened();
    this.#acks.opened();
    if (this.#isAdmin) this.#stale.within(STALE_MS);
    this.#connection.set({ state: "live", since: Date.now() });
  }

  #down(state: ConnectionState): void {
    this.#live = false;
    for (const room of this.#rooms.values()) room.closed();
    this.#connection.set(lasting(this.#connection.value, state));
    if (state.state !== "ended") return;
    this.#stale.end();
    this.#requests.end(`the connection has ended (${state.reason})`);
  }

  #frame(frame: LinkFrame): void {
    switch (frame.type) {
      case "receiveReportMessage":
        this.#rooms.get(frame.message.userId._id)?.received(frame);
        return;
      case "userRoomJoined":
      case "resync":
        this.#rooms.get(frame.userId)?.answered(frame);
        return;
      case "rejoin":
        this.#rooms.get(frame.userId)?.rejoin();
        return;
      case "reportMessagesRead":
        this.#rooms.get(frame.userId)?.unread.said(frame.seq, frame.unread);
        this.#emit(frame);
        return;
      case "reportMessagesDelivered":
        this.#emit(frame);
        return;
      case "stateStale":
        this.#stale.within(frame.withinMs, frame.userId);
        return;
      case "reportMessageSent":
      case "done":
        this.#requests.answered(frame);
        return;
      case "error":
        if (this.#requests.answered(frame)) return;
        for (const room of [...this.#rooms.values()]) if (room.answered(frame)) return;
        // An answer to what nobody waits for any more is no news.
        if (frame.ref === undefined) this.#emit(problem(frame));
        return;
      case "welcome":
      case "heartbeat":
      case "goingAway":
    }
  }

  #ask(frame: ClientFrame, signal?: AbortSignal): Promise<Answer> {
    const state = this.#connection.value;
    if (state.state === "ended") {
      const key = frame.type === "sendReportMessage" ? frame.clientMessageId : undefined;
      return Promise.reject(new UnconfirmedError(`the connection has ended (${state.reason})`, false, key));
    }
    return this.#requests.ask(this.#newRef(), frame, signal);
  }

  #say(frame: ClientFrame): boolean {
    if (this.#live) this.#link.say(frame);
    return this.#live;
  }

  #leave(room: Room): void {
    const { userId } = room;
    if (this.#rooms.get(userId) !== room) return;
    this.#forget(room);
    if (!this.#live) return;
    const left = this.#ask({ type: "leaveUserRoom", userId }).catch(() => {});
    this.#leaving.set(userId, left);
    void left.then(() => this.#leaving.get(userId) === left && this.#leaving.delete(userId));
  }

  #forget(room: Room): void {
    this.#rooms.delete(room.userId);
    this.#stale.forget(room.userId);
    if (room.userId === this.#options.id) this.#acks.forget();
    room.left();
  }

  #emit(event: ServerEvent): void {
    this.#listening(event.type).call(event);
  }

  #listening(type: string): Listeners<ServerEvent> {
    return entry(this.#listeners, type, () => new Listeners<ServerEvent>());
  }

  #unreadOf(userId: string): Unread {
    return entry(this.#unread, userId, () => new Unread());
  }

  #newRef(): string {
    return String(++this.#refs);
  }

  get #isAdmin(): boolean {
    return this.#options.role === "admin";
  }

  #talkOf(): Talk {
    const self = this;
    return {
      get isLive() {
        return self.#live;
      },
      get log() {
        return self.#log;
      },
      isAdmin: self.#isAdmin,
      say: (frame) => self.#say(frame),
      newRef: () => self.#newRef(),
      emit: (event) => self.#emit(event),
      stale: (withinMs, userId) => self.#stale.within(withinMs, userId),
      has: (userId, seq) => self.#has(userId, seq),
      lost: (room) => self.#forget(room),
    };
  }

  /** Only what was handed to somebody has arrived, and only its user says so. */
  #has(userId: string, seq: number | undefined): void {
    if (this.#isAdmin || userId !== this.#options.id) return;
    if (seq === undefined) this.#acks.forget();
    else if (this.#listening("receiveReportMessage").size) this.#acks.has(seq);
  }
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const there = map.get(key) ?? make();
  map.set(key, there);
  return there;
}

/** Also on a page that is not served securely, where there is no `randomUUID`. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
