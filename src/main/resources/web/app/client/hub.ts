import type { ClientFrame, JoinUserRoom, ServerFrame } from "./frame.js";
import type { LinkFrame } from "./link.js";

/** Where a tab that fell behind made a room be joined anew, receipts may have been missed: read again within this. */
const STALE_MS = 1_000;

interface SharedRoom {
  /** The tabs that are in it. */
  readonly tabs: Set<string>;
  /** The last seq that came for it. */
  last: number | undefined;
  /** One join or leave after the other: an answer must be known before the next is said. */
  turn: Promise<void>;
}

/**
 * Speaks for several tabs in one conversation with the server. Each tab is answered by its own refs, and is given the
 * messages of the rooms that it has joined, from its own place on.
 */
export class Hub {
  readonly #say: (frame: ClientFrame) => void;
  readonly #give: (tabs: string[] | null, frame: LinkFrame) => void;
  readonly #rooms = new Map<string, SharedRoom>();
  readonly #asked = new Map<string, (answer: ServerFrame) => void>();
  #refs = 0;
  #acked = 0;

  /** @param give null: to all tabs */
  constructor(say: (frame: ClientFrame) => void, give: (tabs: string[] | null, frame: LinkFrame) => void) {
    this.#say = say;
    this.#give = give;
  }

  /** What a tab says. */
  said(tab: string, frame: ClientFrame): void {
    switch (frame.type) {
      case "joinUserRoom":
        this.#inTurn(frame.userId, (room) => this.#join(tab, room, frame));
        return;
      case "leaveUserRoom":
        this.#inTurn(frame.userId, (room) => this.#leave(tab, room, frame.userId, frame.ref));
        return;
      case "ack":
        // What one tab has, the browser has.
        if (frame.seq > this.#acked) this.#say({ type: "ack", seq: (this.#acked = frame.seq) });
        return;
      default:
        this.#say(frame.ref === undefined ? frame : { ...frame, ref: `${tab}.${frame.ref}` });
    }
  }

  /** A tab that is not there any more. */
  gone(tab: string): void {
    for (const userId of this.#rooms.keys()) this.#inTurn(userId, (room) => this.#leave(tab, room, userId));
  }

  /** What the server says. */
  frame(frame: ServerFrame): void {
    if (frame.type === "receiveReportMessage") {
      const room = this.#rooms.get(frame.message.userId._id);
      if (!room) return;
      room.last = frame.seq;
      this.#give([...room.tabs], frame);
      return;
    }
    const ref = "ref" in frame ? frame.ref : undefined;
    if (ref === undefined) {
      this.#give(null, frame);
      return;
    }
    const asked = this.#asked.get(ref);
    this.#asked.delete(ref);
    if (asked) asked(frame);
    else {
      const [tab = "", own = ""] = ref.split(".");
      this.#give([tab], { ...frame, ref: own } as ServerFrame);
    }
  }

  async #join(tab: string, room: SharedRoom, { ref, userId, after }: JoinUserRoom): Promise<void> {
    let from = after;
    let back = false;
    if (room.last !== undefined && room.tabs.size) {
      back = after !== undefined && after < room.last;
      if (!back) from = room.last;
      // Back to its place, together with all; but first out of the room: what is under way from the old place would
      // look like a hole after the new one.
      else await this.#ask({ type: "leaveUserRoom", userId });
    }
    room.tabs.add(tab);
    await this.#ask({ type: "joinUserRoom", userId, ...(from !== undefined && { after: from }) }, (answer) => {
      const others = [...room.tabs].filter((other) => other !== tab);
      if (answer.type === "userRoomJoined") {
        room.last = answer.seq;
        if (back && others.length) this.#give(others, { type: "stateStale", userId, withinMs: STALE_MS });
      } else {
        // The socket is in that room no more, for nobody.
        room.tabs.clear();
        room.last = undefined;
        if (others.length) this.#give(others, { type: "rejoin", userId });
      }
      this.#give([tab], { ...answer, ref } as ServerFrame);
    });
  }

  async #leave(tab: string, room: SharedRoom, userId: string, ref?: string): Promise<void> {
    if (room.tabs.delete(tab) && room.tabs.size === 0) {
      room.last = undefined;
      await this.#ask({ type: "leaveUserRoom", userId });
    }
    if (ref !== undefined) this.#give([tab], { type: "done", ref });
  }

  #inTurn(userId: string, then: (room: SharedRoom) => Promise<void>): void {
    const room = this.#rooms.get(userId) ?? { tabs: new Set(), last: undefined, turn: Promise.resolve() };
    this.#rooms.set(userId, room);
    const turn = room.turn
      .then(() => then(room))
      .then(() => {
        if (room.turn === turn && room.tabs.size === 0) this.#rooms.delete(userId);
      });
    room.turn = turn;
  }

  /** @param then is called with the answer before anything else is heard */
  #ask(frame: ClientFrame, then?: (answer: ServerFrame) => void): Promise<void> {
    const ref = `hub.${++this.#refs}`;
    return new Promise((resolve) => {
      this.#asked.set(ref, (answer) => {
        then?.(answer);
        resolve();
      });
      this.#say({ ...frame, ref });
    });
  }
}
