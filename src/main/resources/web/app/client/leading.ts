import type { ConnectionState } from "./connection.js";
import type { ClientFrame, Welcome } from "./frame.js";
import { Hub } from "./hub.js";
import { Line } from "./line.js";
import type { LinkFrame, Talker } from "./link.js";
import { locked } from "./locks.js";
import type { PostroomOptions } from "./options.js";
import type { Said } from "./said.js";
import type { Tokens } from "./tokens.js";

/** The leader's part: the line, and the hub of the conversation that it is in. */
export class Leading {
  readonly #line: Line;
  readonly #talker: Talker;
  readonly #name: string;
  readonly #tab: string;
  readonly #post: (said: Said) => void;
  readonly #ending = new AbortController();
  /** Tabs of which it will learn when they are gone. */
  readonly #known = new Set<string>();
  #hub: Hub | undefined;
  #conversations = 0;
  #word: Said;

  constructor(
    options: PostroomOptions,
    tokens: Tokens,
    talker: Talker,
    name: string,
    tab: string,
    post: (said: Said) => void,
  ) {
    this.#talker = talker;
    this.#name = name;
    this.#tab = tab;
    this.#post = post;
    this.#word = { kind: "down", leader: tab, state: { state: "connecting" } };
    this.#line = new Line(options, tokens, {
      opened: (welcome) => this.#opened(welcome),
      frame: (frame) => frame.type !== "rejoin" && this.#hub?.frame(frame),
      state: (state) => this.#down(state),
      tooLarge: () => talker.tooLarge(),
    });
    this.#line.connect();
  }

  connect(): void {
    this.#line.connect();
  }

  said(tab: string, frame: ClientFrame): void {
    this.#hub?.said(tab, frame);
  }

  hear(said: Said): void {
    switch (said.kind) {
      case "hello":
        this.#know(said.from);
        this.#post(this.#word);
        return;
      case "say":
        this.#know(said.from);
        if (this.#word.kind === "live" && said.at === this.#word.at) this.said(said.from, said.frame);
        return;
      case "connect":
        this.connect();
        return;
      // Of one that does not know yet that it leads no more: it will resign, and its followers will ask.
      case "live":
      case "down":
      case "resigned":
      case "frame":
    }
  }

  end(): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#hub = undefined;
    this.#line.close();
    this.#post({ kind: "resigned", leader: this.#tab });
  }

  #opened(welcome: Welcome): void {
    const at = `${this.#tab}.${++this.#conversations}`;
    this.#hub = new Hub(
      (frame) => this.#line.say(frame),
      (to, frame) => this.#give(at, to, frame),
    );
    this.#say({ kind: "live", leader: this.#tab, at, welcome });
    this.#talker.opened(welcome);
  }

  #down(state: ConnectionState): void {
    if (this.#ending.signal.aborted) return;
    this.#hub = undefined;
    this.#say({ kind: "down", leader: this.#tab, state });
    this.#talker.state(state);
  }

  #say(word: Said): void {
    this.#word = word;
    this.#post(word);
  }

  #give(at: string, to: string[] | null, frame: LinkFrame): void {
    const others = to?.filter((tab) => tab !== this.#tab) ?? null;
    if (others === null || others.length) this.#post({ kind: "frame", at, to: others, frame });
    if (to === null || to.includes(this.#tab)) this.#talker.frame(frame);
  }

  #know(tab: string): void {
    if (this.#known.has(tab)) return;
    this.#known.add(tab);
    const { signal } = this.#ending;
    void locked(`${this.#name} ${tab}`, { signal }, () => {
      this.#known.delete(tab);
      if (!signal.aborted) this.#hub?.gone(tab);
      return Promise.resolve();
    });
  }
}
