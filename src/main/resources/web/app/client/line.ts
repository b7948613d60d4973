import type { EndReason } from "./connection.js";
import type { ClientFrame, Refusal, ServerFrame, Welcome } from "./frame.js";
import { nobody } from "./lines.js";
import type { Link, Talker } from "./link.js";
import { addressOf, type PostroomOptions } from "./options.js";
import { Outage } from "./outage.js";
import { backOff, now, Timer } from "./time.js";
import type { Tokens } from "./tokens.js";
import { onWake } from "./wake.js";
import { whyNot } from "./why.js";

/** From the attempt to `welcome`. */
const OPENING_MS = 10_000;
/** Silence for so many of the server's heartbeats is loss. */
const BEATS = 1.5;
/** Within this a server that lives answers. */
const GRACE_MS = 5_000;
/** Live for less than this, and it backs off further the next time. */
const STABLE_MS = 5_000;
/** A token older than this is not tried again where the socket was not opened with it: a page cannot see why. */
const DOUBTFUL_MS = 60_000;
/** "Come back later" is later than this. */
const LATER_MS = 1_000;

const GOING_AWAY = 4001;
const TOO_MUCH = 4002;
const TOKEN_ENDED = 4401;
const NEVER_AGAIN = 4500;
const TOO_LARGE = 1009;

/** One socket to the server, opened again and again. */
export class Line implements Link {
  readonly #options: PostroomOptions;
  readonly #tokens: Tokens;
  readonly #talker: Talker;
  readonly #outage: Outage;
  readonly #retry = new Timer();
  readonly #watch = new Timer();
  readonly #renew = new Timer();
  #unwake: (() => void) | undefined;
  #socket: WebSocket | undefined;
  #token: string | null = null;
  #live = false;
  #opening = 0;
  #heard = 0;
  #silence = OPENING_MS;
  #liveSince = 0;
  #inVain = 0;
  #step = 0;
  /** The attempt under way was not waited for. */
  #atOnce = false;
  #leaveBy: number | undefined;
  #probes = 0;

  constructor(options: PostroomOptions, tokens: Tokens, talker: Talker) {
    this.#options = options;
    this.#tokens = tokens;
    this.#talker = talker;
    this.#outage = new Outage((state) => talker.state(state));
  }

  say(frame: ClientFrame): void {
    if (this.#live) this.#socket?.send(JSON.stringify(frame));
  }

  connect(): void {
    if (this.#live || this.#socket) return;
    this.#unwake ??= onWake((online) => this.#woke(online));
    this.#inVain = 0;
    this.#outage.why = undefined;
    void this.#open();
  }

  close(): void {
    this.#end("closed");
  }

  #woke(online: boolean): void {
    if (this.#live) this.#probe();
    else if (online && this.#retry.isSet) void this.#open();
  }

  /** Whoever answers lives: receipts up to nothing change nothing, and an admin is refused them. */
  #probe(): void {
    this.say({ type: "ack", ref: `~${++this.#probes}`, seq: 0 });
    const asked = now();
    this.#watch.set(GRACE_MS, () => (this.#heard < asked ? this.#lost(0) : this.#listen()));
  }

  async #open(): Promise<void> {
    const mine = ++this.#opening;
    this.#retry.clear();
    this.#leaveBy = undefined;
    if (this.#outage.isOver) this.#talker.state({ state: "connecting" });
    else this.#outage.goesOn(null);
    let token: string | null;
    try {
      token = this.#tokens.isUsed ? await this.#tokens.get() : null;
    } catch (error) {
      if (mine !== this.#opening) return;
      this.#outage.why = { code: "unavailable", message: `there is no new token (${textOf(error)})` };
      this.#again();
      return;
    }
    if (mine !== this.#opening) return;
    if (this.#tokens.isUsed && token === null) {
      this.#loggedOut();
      return;
    }
    this.#token = token;
    let socket: WebSocket;
    try {
      socket = this.#knock(token);
    } catch (error) {
      // A page's policy may forbid it.
      this.#outage.why = { code: "forbidden", message: textOf(error) };
      this.#again();
      return;
    }
    this.#socket = socket;
    this.#heard = now();
    this.#silence = OPENING_MS;
    this.#listen();
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket && typeof data === "string") this.#hear(JSON.parse(data) as ServerFrame);
    };
    // Nothing is known of a failure but that it closes; in Node, one that nobody listens to is thrown.
    socket.onerror = () => {};
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
  }

  #knock(token: string | null): WebSocket {
    const at = addressOf(this.#options, `/ws/${this.#options.role}s/${this.#options.id}`);
    at.protocol = at.protocol.replace("http", "ws");
    const protocols = ["postroom.v1"];
    // A page can set no header of an upgrade.
    if (token !== null) protocols.push(encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${token}`));
    return new WebSocket(at, protocols);
  }

  /** Waits for the next frame, or for the silence that means loss. */
  #listen(): void {
    const due = this.#heard + this.#silence - now();
    this.#watch.set(Math.max(due, 0), () => {
      const over = now() - this.#heard - this.#silence;
      if (over < 0) this.#listen();
      // The page itself slept: what has arrived meanwhile may not have been seen yet.
      else if (over > GRACE_MS && this.#live) this.#probe();
      else this.#lost(0);
    });
  }

  #hear(frame: ServerFrame): void {
    this.#heard = now();
    switch (frame.type) {
      case "welcome":
        this.#welcome(frame);
        return;
      case "heartbeat":
        return;
      case "goingAway":
        this.#goAway(frame.reconnectWithinMs);
        return;
      case "done":
      case "error":
        if (frame.ref?.startsWith("~")) {
          if (frame.ref === "~token" && frame.type === "error") this.#notRenewed(frame.code === "forbidden");
          return;
        }
    }
    this.#talker.frame(frame);
  }

  #welcome(welcome: Welcome): void {
    this.#live = true;
    this.#atOnce = false;
    this.#liveSince = now();
    this.#outage.end();
    this.#inVain = 0;
    this.#silence = welcome.heartbeatMs * BEATS;
    this.#listen();
    if (this.#tokens.isUsed) this.#renew.set(this.#tokens.renewIn(), () => void this.#renewed());
    this.#talker.opened(welcome);
  }

  /** The token is refreshed in place. */
  async #renewed(): Promise<void> {
    const socket = this.#socket;
    let token: string | null;
    try {
      token = await this.#tokens.renew();
    } catch {
      if (socket === this.#socket) this.#notRenewed(false);
      return;
    }
    if (socket !== this.#socket) return;
    if (token === null) {
      this.#loggedOut();
      return;
    }
    this.#token = token;
    this.say({ type: "refreshToken", ref: "~token", token });
    this.#renew.set(this.#tokens.renewIn(), () => void this.#renewed());
  }

  /** The old one goes on for a while. Somebody else's token never becomes right here. */
  #notRenewed(foreign: boolean): void {
    if (foreign) this.#end("unauthorized", { code: "forbidden", message: "the new token is somebody else's" });
    else this.#renew.set(LATER_MS + backOff(this.#step, LATER_MS, GRACE_MS), () => void this.#renewed());
  }

  /** Leaves by itself, at a random moment, so that not all come back at once. */
  #goAway(withinMs: number): void {
    this.#leaveBy = now() + withinMs;
    this.#retry.set(Math.random() * withinMs, () => {
      this.#drop();
      this.#outage.begin();
      void this.#open();
    });
  }

  #lost(code: number): void {
    const token = this.#token;
    const wasLive = this.#live;
    this.#drop();
    this.#outage.begin();
    if (code === TOO_LARGE) this.#talker.tooLarge();
    if (code >= NEVER_AGAIN) {
      this.#end("refused", { code: "internal", message: `the service said not to come back (${code})` });
      return;
    }
    if (wasLive && now() - this.#liveSince > STABLE_MS) this.#step = 0;
    if (code === TOKEN_ENDED && token !== null) {
      this.#tokens.forget(token);
      if (this.#step === 0) {
        this.#step = 1;
        void this.#open();
        return;
      }
      this.#outage.why = { code: "unauthorized", message: "the token has ended, and so had the one before" };
    }
    if (!wasLive && token !== null && (this.#outage.why?.code === "unauthorized" || this.#tokens.age() > DOUBTFUL_MS)) {
      this.#tokens.forget(token);
    }
    const leaveBy = this.#leaveBy;
    if (code === GOING_AWAY && leaveBy !== undefined) {
      this.#wait(Math.random() * Math.max(leaveBy - now(), 0));
    } else if (code === TOO_MUCH) {
      this.#step = Math.max(this.#step, 3);
      this.#again(LATER_MS);
    } else {
      const wasAtOnce = this.#atOnce;
      this.#again();
      if (!wasLive) void this.#ask(token, wasAtOnce);
    }
  }

  /** @param token the socket was not opened with it */
  async #ask(token: string | null, wasAtOnce: boolean): Promise<void> {
    const attempt = this.#opening;
    const found = await this.#outage.ask(this.#inVain, () => whyNot(this.#options, this.#tokens));
    if (!found) return;
    const isNewToken = found.takes && token !== null && this.#tokens.isOther(token);
    if (found.why.code === "forbidden") {
      this.#end("unauthorized", found.why);
    } else if (found.isBack || (isNewToken && !wasAtOnce)) {
      // What was in the way is no more.
      this.#outage.why = undefined;
      if (wasAtOnce || attempt !== this.#opening || !this.#retry.isSet) return;
      this.#atOnce = true;
      void this.#open();
    } else {
      this.#outage.goesOn();
    }
  }

  #again(atLeast = 0): void {
    const { attempts = Infinity, delayMs = 1000, maxDelayMs = 30_000 } = this.#options.reconnect ?? {};
    if (this.#inVain++ >= attempts) {
      const why = this.#outage.why?.message ?? "the connection was lost";
      this.#end("attempts", { code: "unavailable", message: `${attempts} attempts in vain, the last one because ${why}` });
      return;
    }
    this.#wait(atLeast + backOff(this.#step++, delayMs, maxDelayMs));
  }

  #wait(ms: number): void {
    this.#outage.goesOn(Date.now() + ms);
    this.#atOnce = false;
    this.#retry.set(ms, () => void this.#open());
  }

  #loggedOut(): void {
    this.#end("unauthorized", { code: "unauthorized", message: nobody(this.#options.role) });
  }

  #end(reason: EndReason, why?: Refusal): void {
    this.#drop();
    this.#opening++;
    this.#retry.clear();
    this.#unwake?.();
    this.#unwake = undefined;
    if (reason === "unauthorized") this.#tokens.forget();
    this.#outage.end();
    this.#talker.state({ state: "ended", since: Date.now(), reason, ...(why && { why }) });
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#live = false;
    this.#watch.clear();
    this.#renew.clear();
    this.#retry.clear();
    if (socket) {
      socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
