import type { Postroom, ReportMessage } from "../client/index.js";
import { outbox } from "./outbox.js";
import { Paged } from "./paged.js";
import { withReceipt } from "./receipts.js";

/** What this admin has sent, newest first; receipts move it by themselves. */
export class Sent extends Paged<ReportMessage> {
  #postroom: Postroom;
  #end = new AbortController();

  constructor(postroom: Postroom) {
    super(async (before, signal) => {
      const query = before === null ? "" : `?before=${encodeURIComponent(before)}`;
      const page = await postroom.fetch<{ messages: ReportMessage[]; nextBefore: string | null }>(
        `/api/report-messages/sent${query}`,
        { signal },
      );
      return { items: page.messages, next: page.nextBefore };
    });
    this.#postroom = postroom;
  }

  open(): void {
    const { signal } = this.#end;
    const stop = outbox.subscribe((message) => this.replace((all) => [message, ...all]));
    signal.addEventListener("abort", stop);
    this.#postroom.on("reportMessagesDelivered", (event) => this.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("reportMessagesRead", (event) => this.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("stateStale", () => void this.reload(), { signal });
    void this.reload();
  }

  close(): void {
    this.#end.abort();
    this.stop();
  }
}
