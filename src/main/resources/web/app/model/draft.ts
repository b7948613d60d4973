import { lines, RefusedError, UnconfirmedError, type ReportDraft, type ReportMessage } from "../client/index.js";
import { texts } from "../texts.js";
import { faultFrom, faultsOf, type Faults, type Field } from "./faults.js";
import { reason } from "./reason.js";
import type { Session } from "./session.js";
import { Store } from "./store.js";

/** How long somebody is left waiting for the answer; without a connection there is little to wait for. */
const PATIENCE = 8_000;
const PATIENCE_OFFLINE = 2_500;

/** Why it was not sent, where that is not a field's. */
export interface Fault {
  reason: string;
  loggedOut?: true;
}

/** One message being written: sent once, however often it is asked for, and again under the same id after a failure. */
export class Draft extends Store {
  state: "writing" | "sending" | "failed" = "writing";
  fault: Fault | undefined;
  /** What has to be written differently. */
  faults: Faults = {};
  #id = newId();
  #content = "";

  /** The stored message; undefined: it was not confirmed, and `fault` or `faults` say why. */
  async send(session: Session, content: ReportDraft): Promise<ReportMessage | undefined> {
    if (this.state === "sending") return undefined;
    const faults = faultsOf(content);
    if (Object.keys(faults).length) {
      this.#become("writing", { faults });
      return undefined;
    }
    this.#identify(content);
    this.#become("sending");
    try {
      const message = await this.#attempt(session, content);
      this.#become("writing");
      return message;
    } catch (error) {
      const faults = faultFrom(error);
      this.#become("failed", faults ? { faults } : { fault: why(error, session) });
      return undefined;
    }
  }

  /** That nobody was logged in is a reason no more. */
  loggedIn(): void {
    if (this.fault?.loggedOut) this.#become("writing");
  }

  /** Of this field something else is known now, or nothing yet. */
  rewritten(field: Field, content: ReportDraft): void {
    if (!this.faults[field]) return;
    const { [field]: _, ...faults } = this.faults;
    const still = faultsOf(content)[field];
    this.faults = still ? { ...faults, [field]: still } : faults;
    this.changed();
  }

  async #attempt(session: Session, content: ReportDraft): Promise<ReportMessage> {
    if (session.state !== "in") await session.restore();
    const { postroom } = session;
    if (session.state !== "in" || !postroom) throw new LoggedOut();
    const live = postroom.connection.value.state === "live";
    if (!live) postroom.connect();
    const signal = AbortSignal.timeout(live && navigator.onLine ? PATIENCE : PATIENCE_OFFLINE);
    const message = await postroom.send(content, { clientMessageId: this.#id, signal });
    console.log(lines.sent(content.userId));
    return message;
  }

  /** The same text is the same message; another text under its id would be a conflict. */
  #identify(content: ReportDraft): void {
    const text = JSON.stringify(content);
    if (this.#content && this.#content !== text) this.#id = newId();
    this.#content = text;
  }

  #become(state: Draft["state"], { fault, faults = {} }: { fault?: Fault; faults?: Faults } = {}): void {
    this.state = state;
    this.fault = fault;
    this.faults = faults;
    this.changed();
  }
}

/** Pages that are not secure have no `randomUUID`. */
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

class LoggedOut extends Error {}

function why(error: unknown, session: Session): Fault {
  if (error instanceof LoggedOut || session.state === "out" || (error instanceof RefusedError && error.code === "unauthorized")) {
    return { reason: texts.reason.loggedOut, loggedOut: true };
  }
  if (error instanceof RefusedError) return { reason: reason(error) };
  if (error instanceof UnconfirmedError && error.mayBeDone) return { reason: texts.reason.unconfirmed };
  return { reason: texts.reason.offline };
}
