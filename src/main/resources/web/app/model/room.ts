import { RefusedError, type Loaded, type Postroom, type ReportMessage } from "../client/index.js";
import { onBack } from "./back.js";
import { concerns, everything, isEverything, matches, query, type Filter } from "./filter.js";
import { Paged, type Page } from "./paged.js";
import { later, withReceipt } from "./receipts.js";
import { Store } from "./store.js";

interface RoomPage extends Loaded {
  messages: ReportMessage[];
  seq: number;
  nextBefore: number | null;
}

/** The messages of one user, newest first, as they are now. */
export class Room extends Store {
  readonly list: Paged<ReportMessage>;
  unread: number | undefined;
  /** Marked as read here, but not confirmed yet. */
  readonly reading = new Set<string>();
  filter: Filter = everything;
  /** Called for each message that arrives while the room is open. */
  onNew: (message: ReportMessage) => void = () => {};
  #postroom: Postroom;
  #userId: string;
  #end = new AbortController();
  /** Refused for good: what a load that failed is not, which the library tries again. */
  #lost = false;
  /** Arrived while a page was being read, which may not hold them yet. */
  #arrived: ReportMessage[] = [];

  constructor(postroom: Postroom, userId: string) {
    super();
    this.#postroom = postroom;
    this.#userId = userId;
    this.list = new Paged((before, signal) => this.#read(before, signal));
    this.list.subscribe(() => this.changed());
  }

  /** Shows the room, and whatever happens in it from then on. */
  open(): void {
    const { signal } = this.#end;
    const own = (event: { userId?: string }) => event.userId === undefined || event.userId === this.#userId;
    this.#postroom.on("receiveReportMessage", ({ message }) => own({ userId: message.userId._id }) && this.#take(message), { signal });
    this.#postroom.on("reportMessagesDelivered", (event) => this.list.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("reportMessagesRead", (event) => this.list.replace((all) => withReceipt(all, event)), { signal });
    this.#postroom.on("stateStale", (event) => own(event) && void this.#readAgain(), { signal });
    this.#postroom.on("startOver", (event) => own(event) && this.#forget(), { signal });
    this.#postroom.on("error", (event) => event.userId === this.#userId && this.#lose(new RefusedError(event)), { signal });
    this.#postroom.unread(this.#userId).subscribe((count) => this.#count(count), { signal });
    // What was refused for good is not tried again by itself.
    onBack(this.#postroom, () => this.#lost || void this.list.recover(), signal);
    this.#join();
  }

  /** Once more, after it could not be read. */
  retry(): void {
    if (this.#lost) this.#join();
    else void this.list.reload();
  }

  close(): void {
    this.#end.abort();
    this.list.stop();
  }

  show(filter: Filter): void {
    this.filter = filter;
    this.changed();
    void this.list.reload();
  }

  async markRead(message: ReportMessage): Promise<void> {
    if (message.isRead || this.reading.has(message._id)) return;
    this.reading.add(message._id);
    this.changed();
    try {
      // Opened while offline, it is told when the connection is back, so nothing puts an end to it here.
      await this.#postroom.markRead(message._id);
    } finally {
      this.reading.delete(message._id);
      this.changed();
    }
  }

  markAllRead(): Promise<void> {
    return this.#postroom.markAllRead({ signal: AbortSignal.timeout(10_000) });
  }

  #join(): void {
    const { signal } = this.#end;
    const load = async (): Promise<Loaded> => {
      await this.list.reload();
      if (this.list.state === "failed") throw this.list.error;
      return this.#last ?? { seq: 0 };
    };
    this.#lost = false;
    this.#postroom.join(this.#userId, { load, signal }).catch((error: unknown) => {
      if (!signal.aborted) this.#lose(error);
    });
  }

  #lose(error: unknown): void {
    this.#lost = true;
    this.list.fail(error);
  }

  #last: Loaded | undefined;

  async #read(before: string | null, signal: AbortSignal): Promise<Page<ReportMessage>> {
    const { filter } = this;
    const parameters = new URLSearchParams(query(filter));
    if (before !== null) parameters.set("before", before);
    else this.#arrived = [];
    const page = await this.#postroom.fetch<RoomPage>(`/api/report-messages/user/${this.#userId}?${parameters}`, { signal });
    let items: readonly ReportMessage[] = page.messages.filter((message) => concerns(filter, message));
    if (before === null) {
      // A filtered page does not say what has arrived.
      this.#last = isEverything(filter) ? page : { seq: page.seq };
      this.unread ??= page.unread;
      items = [...this.#arrived.filter((message) => message.seq > page.seq && matches(filter, message)), ...items];
    }
    return { items, next: page.nextBefore === null ? null : String(page.nextBefore) };
  }

  #take(message: ReportMessage): void {
    this.#arrived = [message, ...this.#arrived].slice(0, 1000);
    if (matches(this.filter, message)) {
      this.list.replace((all) => (all.some(({ _id }) => _id === message._id) ? all : inOrder(message, all)));
    }
    this.onNew(message);
  }

  #count(count: number | undefined): void {
    if (count !== undefined && count !== this.unread) {
      this.unread = count;
      this.changed();
    }
  }

  #forget(): void {
    this.unread = undefined;
    this.list.show({ items: [], next: null });
  }

  /** Receipts were missed: what is shown is read once more, page by page, and stays where it is. */
  async #readAgain(): Promise<void> {
    const { signal } = this.#end;
    const oldest = this.list.items.at(-1)?.seq ?? 0;
    let before = "";
    for (let pages = 0; pages < 20; pages++) {
      const page = await this.#postroom
        .fetch<RoomPage>(`/api/report-messages/user/${this.#userId}?limit=100${before}`, { signal })
        .catch(() => undefined);
      if (!page) return;
      const now = new Map(page.messages.map((message) => [message._id, message]));
      this.list.replace((all) => all.map((message) => later(message, now.get(message._id))));
      if (page.nextBefore === null || page.nextBefore <= oldest) return;
      before = `&before=${page.nextBefore}`;
    }
  }
}

/** Newest first. Nearly always it is the newest. */
function inOrder(message: ReportMessage, all: readonly ReportMessage[]): readonly ReportMessage[] {
  const at = all.findIndex(({ seq }) => seq < message.seq);
  return at < 0 ? [...all, message] : [...all.slice(0, at), message, ...all.slice(at)];
}
