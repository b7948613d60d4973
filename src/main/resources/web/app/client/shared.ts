import type { ClientFrame } from "./frame.js";
import { Leading } from "./leading.js";
import type { Link, Talker } from "./link.js";
import { ended, locked } from "./locks.js";
import { addressOf, type PostroomOptions } from "./options.js";
import type { Said } from "./said.js";
import { now, Timer } from "./time.js";
import type { Tokens } from "./tokens.js";

/** A leader that says nothing for so long is asked whether it is there; one that does not answer as long is not. */
const SILENT_MS = 2_000;
/** How often a tab thinks of its leader. */
const LOOK_MS = 1_000;

/**
 * One socket for all tabs of this browser with the same login. Who holds the lock leads: it has the line, and its hub
 * speaks for the others. Each tab keeps its own place in its rooms, so whichever leads next, nothing is missed.
 */
export class SharedLine implements Link {
  readonly #options: PostroomOptions;
  readonly #tokens: Tokens;
  readonly #talker: Talker;
  readonly #name: string;
  readonly #tab = Math.random().toString(36).slice(2, 10);
  readonly #look = new Timer();
  /** From `connect` to `close`. */
  #wanted: AbortController | undefined;
  /** While this tab takes part. */
  #in: AbortController | undefined;
  /** While it waits for the lock. */
  #queue: AbortController | undefined;
  #channel: BroadcastChannel | undefined;
  #leading: Leading | undefined;
  #leader: string | undefined;
  /** The conversation this tab takes part in, as a follower. */
  #at: string | undefined;
  #heard = 0;
  #asked = 0;

  constructor(options: PostroomOptions, tokens: Tokens, talker: Talker) {
    this.#options = options;
    this.#tokens = tokens;
    this.#talker = talker;
    this.#name = `postroom ${addressOf(options, "/").origin} ${options.role} ${options.id}`;
  }

  say(frame: ClientFrame): void {
    if (this.#leading) this.#leading.said(this.#tab, frame);
    else if (this.#at !== undefined) this.#post({ kind: "say", from: this.#tab, at: this.#at, frame });
  }

  connect(): void {
    if (this.#wanted) {
      if (this.#leading) this.#leading.connect();
      else this.#post({ kind: "connect" });
      return;
    }
    const { signal } = (this.#wanted = new AbortController());
    this.#talker.state({ state: "connecting" });
    this.#enter();
    // A page that is put away leads nobody, and comes back to its place.
    const listen = (target: EventTarget | undefined, type: string, then: () => void) =>
      target?.addEventListener(type, then, { signal });
    const page = globalThis as unknown as EventTarget;
    listen(page, "pagehide", () => this.#exit());
    listen(page, "pageshow", () => this.#enter());
    listen(globalThis.document, "freeze", () => this.#exit());
    listen(globalThis.document, "resume", () => this.#enter());
  }

  close(): void {
    this.#wanted?.abort();
    this.#wanted = undefined;
    this.#exit();
    this.#talker.state({ state: "ended", since: Date.now(), reason: "closed" });
  }

  #enter(): void {
    if (this.#in) return;
    const { signal } = (this.#in = new AbortController());
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#hear(data as Said);
    this.#stand(false);
    // A leader sees by this lock when the tab is gone, so it comes before the first word.
    void locked(`${this.#name} ${this.#tab}`, { signal }, () => {
      this.#post({ kind: "hello", from: this.#tab });
      return ended(signal);
    });
    this.#heard = this.#asked = now();
    this.#watch();
  }

  #exit(): void {
    if (!this.#in) return;
    this.#resign();
    this.#look.clear();
    this.#queue?.abort();
    this.#in.abort();
    this.#in = undefined;
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Leads once it has the lock: when its turn has come, or, of a leader that is not there, at once. */
  #stand(steal: boolean): void {
    const inside = this.#in;
    if (!inside) return;
    this.#queue?.abort();
    const { signal } = (this.#queue = new AbortController());
    const lead = () => {
      if (inside.signal.aborted) return Promise.resolve();
      this.#lead();
      return ended(inside.signal);
    };
    void locked(this.#name, steal ? { steal } : { signal }, lead).then(() => {
      // Unasked, the lock is lost only by theft.
      if (inside.signal.aborted || (!steal && signal.aborted)) return;
      this.#resign();
      this.#stand(false);
      this.#ask();
    });
  }

  #lead(): void {
    this.#look.clear();
    this.#leader = this.#at = undefined;
    this.#leading = new Leading(this.#options, this.#tokens, this.#talker, this.#name, this.#tab, (said) => this.#post(said));
  }

  #resign(): void {
    const led = this.#leading;
    this.#leading = undefined;
    led?.end();
    if (led || this.#at !== undefined) this.#lose();
    this.#watch();
  }

  #lose(): void {
    this.#leader = this.#at = undefined;
    this.#talker.state({ state: "offline", since: Date.now() });
  }

  /** Looks now and then whether the leader is there. Timers may be late; it is judged by a question of its own. */
  #watch(): void {
    this.#look.set(LOOK_MS, () => {
      const time = now();
      if (time - this.#heard > SILENT_MS) {
        if (this.#asked <= this.#heard) {
          this.#ask();
        } else if (time - this.#asked > SILENT_MS) {
          this.#asked = time;
          this.#stand(true);
        }
      }
      this.#watch();
    });
  }

  #ask(): void {
    this.#asked = now();
    this.#post({ kind: "hello", from: this.#tab });
  }

  #hear(said: Said): void {
    if (this.#leading) {
      this.#leading.hear(said);
      return;
    }
    switch (said.kind) {
      case "live":
        this.#heard = now();
        this.#leader = said.leader;
        if (this.#at === said.at) return;
        this.#at = said.at;
        this.#talker.opened(said.welcome);
        return;
      case "down":
        this.#heard = now();
        this.#leader = said.leader;
        this.#at = undefined;
        this.#talker.state(said.state);
        return;
      case "resigned":
        if (said.leader !== this.#leader) return;
        this.#lose();
        this.#ask();
        return;
      case "frame":
        if (said.at !== this.#at) return;
        this.#heard = now();
        if (said.to === null || said.to.includes(this.#tab)) this.#talker.frame(said.frame);
        return;
      case "hello":
      case "connect":
      case "say":
    }
  }

  #post(said: Said): void {
    this.#channel?.postMessage(said);
  }
}
