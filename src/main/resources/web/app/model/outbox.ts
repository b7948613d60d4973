import type { ReportMessage } from "../client/index.js";

/** Tells the lists of an admin's pages what was sent just now, in this tab or another of this browser. */
class Outbox {
  #listeners = new Set<(message: ReportMessage) => void>();
  #tabs = new BroadcastChannel("postroom-outbox");

  constructor() {
    this.#tabs.onmessage = ({ data }) => this.#hand(data as ReportMessage);
  }

  subscribe(listener: (message: ReportMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(message: ReportMessage): void {
    this.#hand(message);
    this.#tabs.postMessage(message);
  }

  #hand(message: ReportMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}

export const outbox = new Outbox();
