import {
  lines,
  RefusedError,
  UnconfirmedError,
  type ConnectionState,
  type ErrorCode,
  type Person,
  type Postroom,
  type ReportDraft,
  type ReportMessage,
} from "../client/index.js";
import { texts } from "../texts.js";
import { faultFrom, faultsOf, type Faults, type Field } from "./faults.js";
import { reason } from "./reason.js";
import type { Session } from "./session.js";
import { Store } from "./store.js";

/** How long somebody is left waiting for the answer; without a connection there is little to wait for. */
const PATIENCE = 8_000;
const PATIENCE_OFFLINE = 2_500;

/** Why the last attempt failed, where that is not a field's. `back`: the line was away, and is there again. */
export interface Fault {
  kind: "loggedOut" | "offline" | "back" | "unconfirmed" | "refused";
  /** Of a refusal. */
  words?: string;
}

/** One message being written: sent once, however often it is asked for, and again under the same id after a failure. */
export class Draft extends Store {
  state: "writing" | "sending" | "failed" = "writing";
  fault: Fault | undefined;
  /** What has to be written differently. */
  faults: Faults = {};
  /** Who is logged in by now, where that is not who began to write. */
  other: Person | undefined;
  /** Told of a confirmation that came when `send` waited for it no more. */
  late: ((message: ReportMessage) => void) | undefined;
  #author: string | undefined;
  /** Each text of each author is a message of its own, and is the same again when one comes back to it. */
  #ids = new Map<string, string>();
  /** Those that may have been sent, until there is a certain answer. */
  #uncertain = new Set<string>();
  /** Of the last attempt. */
  #key = "";
  /** What is waited for after `send` has given up. */
  #answer: AbortController | undefined;
  #line: AbortController | undefined;

  constructor(author?: string) {
    super();
    this.#author = author;
  }

  /** The stored message; undefined: it was not confirmed, and `fault`, `faults` or `other` say why. */
  async send(session: Session, content: ReportDraft): Promise<ReportMessage | undefined> {
    if (this.state === "sending") return undefined;
    const faults = faultsOf(content);
    if (Object.keys(faults).length) {
      this.#become("writing", { faults });
      return undefined;
    }
    const key = (this.#key = this.#keyOf(content));
    this.end();
    this.#become("sending");
    try {
      const message = await this.#attempt(session, content, key);
      this.#become("writing");
      return message;
    } catch (error) {
      if (error instanceof OtherAuthor) this.#become("writing");
      else this.#fail(error, session, content, key);
      return undefined;
    }
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#answer?.abort();
    this.#line?.abort();
  }

  /** That nobody was logged in is a reason no more; but it may be somebody else now. */
  loggedIn(person?: Person): void {
    if (person && this.#author && person._id !== this.#author) {
      this.#author = person._id;
      this.other = person;
      this.end();
      this.changed();
    }
    if (this.fault?.kind === "loggedOut") this.#become("writing");
  }

  /** Of this field something else is known now, or nothing yet. */
  rewritten(field: Field, content: ReportDraft): void {
    // Only what is meant by now is asked for again.
    if (this.#keyOf(content) !== this.#key) this.#answer?.abort();
    if (!this.faults[field]) return;
    const { [field]: _, ...faults } = this.faults;
    const still = faultsOf(content)[field];
    this.faults = still ? { ...faults, [field]: still } : faults;
    this.changed();
  }

  /** Whether sending this makes a second message beside one that may have been sent. */
  isSecond(content: ReportDraft): boolean {
    return this.#uncertain.size > 0 && !this.#uncertain.has(this.#keyOf(content));
  }

  /** How it stands with what is written now, in words; undefined: there is nothing to say. */
  said(content: ReportDraft, loggedOut = this.fault?.kind === "loggedOut"): string | undefined {
    const { reason } = texts;
    const isSecond = this.isSecond(content);
    const isUncertain = this.#uncertain.size > 0 && !isSecond;
    const { kind, words } = this.fault ?? {};
    const said: (string | undefined)[] = [];
    if (loggedOut) said.push(reason.loggedOut);
    else if (kind === "refused") said.push(words);
    else if ((kind === "offline" || kind === "back") && !isUncertain) {
      said.push(isSecond ? reason.stillHere[kind] : reason[kind]);
    }
    if (isSecond) said.push(reason.second);
    else if (isUncertain && (loggedOut || kind !== "refused")) said.push(reason.unconfirmed);
    return said.join(" ") || undefined;
  }

  async #attempt(session: Session, content: ReportDraft, key: string): Promise<ReportMessage> {
    if (session.state !== "in") await session.restore();
    const { postroom, person } = session;
    if (session.state !== "in" || !postroom) throw new LoggedOut();
    this.loggedIn(person);
    if (this.#keyOf(content) !== key) throw new OtherAuthor();
    const live = postroom.connection.value.state === "live";
    if (!live) postroom.connect();
    const signal = AbortSignal.timeout(live && navigator.onLine ? PATIENCE : PATIENCE_OFFLINE);
    return this.#ask(postroom, content, key, signal);
  }

  async #ask(postroom: Postroom, content: ReportDraft, key: string, signal: AbortSignal): Promise<ReportMessage> {
    const message = await postroom.send(content, { clientMessageId: this.#idOf(key), signal });
    this.#uncertain.delete(key);
    console.log(lines.sent(content.userId));
    return message;
  }

  #fail(error: unknown, session: Session, content: ReportDraft, key: string): void {
    if (mayBeDone(error)) this.#uncertain.add(key);
    else if (isForGood(error)) this.#uncertain.delete(key);
    const faults = faultFrom(error);
    const fault = faults ? undefined : why(error, session);
    this.#become("failed", { fault, faults });
    const { postroom } = session;
    if (!postroom || session.state !== "in") return;
    if (fault?.kind === "offline") this.#awaitLine(postroom);
    if (error instanceof UnconfirmedError && this.#uncertain.has(key)) void this.#awaitAnswer(session, postroom, content, key);
  }

  /** That one is offline is a reason no more once the line is there. */
  #awaitLine(postroom: Postroom): void {
    const { signal } = (this.#line = new AbortController());
    let before = postroom.connection.value;
    const heard = (now: ConnectionState) => {
      if (now !== before && now.state === "live" && this.fault?.kind === "offline") {
        this.fault = { kind: "back" };
        this.changed();
      }
      before = now;
    };
    postroom.connection.subscribe(heard, { signal });
  }

  /** What may have been sent is asked for under the same id until it is known. */
  async #awaitAnswer(session: Session, postroom: Postroom, content: ReportDraft, key: string): Promise<void> {
    const { signal } = (this.#answer = new AbortController());
    try {
      const message = await this.#ask(postroom, content, key, signal);
      if (!signal.aborted) this.late?.(message);
    } catch (error) {
      if (!signal.aborted && error instanceof RefusedError) this.#fail(error, session, content, key);
    }
  }

  #idOf(key: string): string {
    const id = this.#ids.get(key) ?? newId();
    this.#ids.set(key, id);
    return id;
  }

  #keyOf(content: ReportDraft): string {
    return JSON.stringify([this.#author, content]);
  }

  #become(state: Draft["state"], { fault, faults = {} }: { fault?: Fault | undefined; faults?: Faults | undefined } = {}): void {
    this.state = state;
    this.fault = fault;
    this.faults = faults;
    this.changed();
  }
}

/** Pages that are not secure have no `randomUUID`. */
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

class LoggedOut extends Error {}

class OtherAuthor extends Error {}

function mayBeDone(error: unknown): boolean {
  if (error instanceof RefusedError) return error.code === "unavailable" || error.code === "internal";
  return error instanceof UnconfirmedError && error.mayBeDone;
}

/** Of an earlier attempt too: the server has looked at this very message. */
function isForGood(error: unknown): boolean {
  const codes: ErrorCode[] = ["invalid", "notFound", "forbidden", "conflict", "tooLarge"];
  return error instanceof RefusedError && codes.includes(error.code);
}

function why(error: unknown, session: Session): Fault {
  if (error instanceof LoggedOut || session.state === "out" || (error instanceof RefusedError && error.code === "unauthorized")) {
    return { kind: "loggedOut" };
  }
  if (error instanceof RefusedError) return { kind: "refused", words: reason(error) };
  return { kind: error instanceof UnconfirmedError && error.mayBeDone ? "unconfirmed" : "offline" };
}
