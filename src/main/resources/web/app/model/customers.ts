import type { Postroom, ReportMessage, ReportMessagesRead } from "../client/index.js";
import { onBack } from "./back.js";
import type { Customer } from "./customer.js";
import { outbox } from "./outbox.js";
import { Paged } from "./paged.js";

/** Customers with what is unread and the last message, as far as this admin hears of it. */
export class Customers extends Paged<Customer> {
  words: string;
  #postroom: Postroom;
  #end = new AbortController();

  constructor(postroom: Postroom, words = "") {
    super((cursor, signal) => this.#page(cursor, signal));
    this.words = words;
    this.#postroom = postroom;
  }

  open(): void {
    const { signal } = this.#end;
    const stop = outbox.subscribe((message) => this.#sent(message));
    signal.addEventListener("abort", stop);
    this.#postroom.on("reportMessagesRead", (event) => this.#read(event), { signal });
    this.#postroom.on("stateStale", () => void this.refresh(), { signal });
    onBack(this.#postroom, () => void this.recover(), signal);
    void this.reload();
  }

  search(words: string): void {
    this.words = words;
    void this.reload();
  }

  close(): void {
    this.#end.abort();
    this.stop();
  }

  async #page(cursor: string | null, signal: AbortSignal) {
    const query = new URLSearchParams({ with: "inbox", q: this.words });
    if (cursor !== null) query.set("cursor", cursor);
    const { users, next } = await this.#postroom.fetch<{ users: Customer[]; next: string | null }>(`/api/users?${query}`, {
      signal,
    });
    return { items: [...users].sort(byActivity), next };
  }

  #sent(message: ReportMessage): void {
    this.#change(message.userId._id, (customer) => ({ ...customer, unread: customer.unread + 1, last: message }));
  }

  /** `unread` counts up to `seq`; what came after that is unread too. */
  #read(event: ReportMessagesRead): void {
    this.#change(event.userId, (customer) => ({
      ...customer,
      unread: event.unread + Math.max(0, (customer.last?.seq ?? 0) - event.seq),
    }));
  }

  #change(id: string, change: (customer: Customer) => Customer): void {
    this.replace((all) => all.map((customer) => (customer._id === id ? change(customer) : customer)));
  }
}

/** The server gives the newest customers first; of a page, those come first to whom somebody wrote last. */
function byActivity(one: Customer, other: Customer): number {
  const at = ({ last }: Customer) => (last ? Date.parse(last.createdAt) : 0);
  return at(other) - at(one);
}
