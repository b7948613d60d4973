import type { ReportMessage } from "../client/index.js";

/** Tells the lists of an admin's pages what was sent just now. */
class Outbox {
  #listeners = new Set<(message: ReportMessage) => void>();

  subscribe(listener: (message: ReportMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(message: ReportMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}

export const outbox = new Outbox();
