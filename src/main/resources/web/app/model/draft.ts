import { lines, RefusedError, UnconfirmedError, type ReportDraft, type ReportMessage } from "../client/index.js";
import { texts } from "../texts.js";
import { reason } from "./reason.js";
import type { Session } from "./session.js";
import { Store } from "./store.js";

/** How long somebody is left waiting for the answer; without a connection there is little to wait for. */
const PATIENCE = 8_000;
const PATIENCE_OFFLINE = 2_500;

export interface Fault {
  /** The field at fault; left out: it is not about a field. */
  field?: string;
  reason: string;
  loggedOut?: true;
}

/** One message being written: sent once, however often it is asked for, and again under the same id after a failure. */
export class Draft extends Store {
  state: "writing" | "sending" | "failed" = "writing";
  fault: Fault | undefined;
  #id = newId();
  #content = "";

  /** The stored message; undefined: it was not confirmed, and `fault` says why. */
  async send(session: Session, content: ReportDraft): Promise<ReportMessage | undefined> {
    if (this.state === "sending") return undefined;
    this.#identify(content);
    this.#become("sending");
    try {
      const message = await this.#attempt(session, content);
      this.#become("writing");
      return message;
    } catch (error) {
      this.#become("failed", why(error, session));
      return undefined;
    }
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

  #become(state: Draft["state"], fault?: Fault): void {
    this.state = state;
    this.fault = fault;
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
  if (error instanceof RefusedError && error.field) return { field: error.field, reason: error.message };
  if (error instanceof RefusedError) return { reason: reason(error) };
  if (error instanceof UnconfirmedError && error.mayBeDone) return { reason: texts.reason.unconfirmed };
  return { reason: texts.reason.offline };
}
