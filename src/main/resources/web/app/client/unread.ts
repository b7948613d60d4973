import type { ReportMessage } from "./message.js";
import { Value } from "./value.js";

/** How many messages of a room are unread: what was said up to some seq, and those received after it. */
export class Unread extends Value<number | undefined> {
  #upTo = -1;
  #said: number | undefined;
  /** Unread ones beyond `upTo`, ascending. */
  #later: number[] = [];

  constructor() {
    super(undefined);
  }

  /** Unread up to `seq`; what is older than the last word is not news. */
  said(seq: number, unread: number): void {
    if (seq < this.#upTo) return;
    this.#upTo = seq;
    this.#said = unread;
    this.#later = this.#later.filter((later) => later > seq);
    this.#count();
  }

  received({ seq, isRead }: ReportMessage): void {
    if (isRead || seq <= this.#upTo) return;
    this.#later.push(seq);
    this.#count();
  }

  forget(): void {
    this.#upTo = -1;
    this.#said = undefined;
    this.#later = [];
    this.set(undefined);
  }

  #count(): void {
    if (this.#said !== undefined) this.set(this.#said + this.#later.length);
  }
}
