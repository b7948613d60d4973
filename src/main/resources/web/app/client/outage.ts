import type { ConnectionState } from "./connection.js";
import type { Refusal } from "./frame.js";
import type { Found } from "./why.js";

/** After so many attempts in vain the reason may be another one. */
const ASK_AGAIN = 8;

/** From the loss of a socket, or the first that did not open, until there is one again: since when, and why. */
export class Outage {
  /** Where it is known. */
  why: Refusal | undefined;
  #since: number | undefined;
  #retryAt: number | null = null;
  #asking = false;
  /** The service has said it itself. */
  #isKnown = false;
  readonly #tell: (state: ConnectionState) => void;

  constructor(tell: (state: ConnectionState) => void) {
    this.#tell = tell;
  }

  get isOver(): boolean {
    return this.#since === undefined;
  }

  begin(): number {
    return (this.#since ??= Date.now());
  }

  /** @param retryAt null: it is tried now; left out: when it was to be anyway */
  goesOn(retryAt = this.#retryAt): void {
    const [since, why] = [this.begin(), this.why];
    this.#retryAt = retryAt;
    this.#tell({ state: "offline", since, ...(retryAt !== null && { retryAt }), ...(why && { why }) });
  }

  /** All that a page learns of an upgrade that was refused is that it was not to be. Undefined: not asked, or over. */
  async ask(attempts: number, whyNot: () => Promise<Found>): Promise<Found | undefined> {
    const since = this.#since;
    if (since === undefined || this.#asking || (this.why && this.#isKnown && attempts % ASK_AGAIN)) return undefined;
    this.#asking = true;
    const found = await whyNot();
    this.#asking = false;
    if (since !== this.#since) return undefined;
    found.isBack = found.takes === true && this.why !== undefined && !this.#isKnown;
    this.why = found.why;
    this.#isKnown = found.takes === true || found.why.code === "unauthorized";
    return found;
  }

  end(): void {
    this.why = this.#since = undefined;
    this.#retryAt = null;
    this.#isKnown = false;
  }
}
