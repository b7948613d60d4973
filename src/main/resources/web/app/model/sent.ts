import type { Postroom, ReportMessage } from "../client/index.js";
import { onBack } from "./back.js";
import { outbox } from "./outbox.js";
import { Paged } from "./paged.js";
import { withReceipt } from "./receipts.js";

/** What this admin has sent, newest first; receipts move it by themselves. */
export class Sent extends Paged<ReportMessage> {
  #postroom: Postroom;
  #adminId: string;
  #end = new AbortController();

  constructor(postroom: Postroom, adminId: string) {
    super(async (before, signal) => {
      const query = before === null ? "" : `?before=${encodeURIComponent(before)}`;
      const page = await postroom.fetch<{ messages: ReportMessage[]; nextBefore: string | null }>(
        `/api/report-messages/sent${query}`,
        { signal },
      );
      return { items: page.messages, next: page.nextBefore };
    });
    this.#postroom = postroom;
    this.#adminId = adminId;
  }

  open(): void {
    const { signal } = this.#end;
    const stop = outbox.subscribe((message) => this.#sent(message));
    signal.addEventListener("abort", stop);
    this.#postroom.on("reportMessagesDelivered", (event) => this.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("reportMessagesRead", (event) => this.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("stateStale", () => void this.refresh(), { signal });
    onBack(this.#postroom, () => void this.recover(), signal);
    void this.reload();
  }

  #sent(message: ReportMessage): void {
    if (message.sentBy._id !== this.#adminId) return;
    this.replace((all) => (all.some(({ _id }) => _id === message._id) ? all : [message, ...all]));
  }

  close(): void {
    this.#end.abort();
    this.stop();
  }
}
