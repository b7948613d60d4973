import { Store } from "./store.js";

export interface Page<T> {
  items: readonly T[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** A list that is read from the server page by page. An answer that a later question overtook is dropped. */
export class Paged<T> extends Store {
  items: readonly T[] = [];
  state: "loading" | "ready" | "failed" = "loading";
  error: unknown;
  next: string | null = null;
  loadingMore = false;
  #read: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>;
  #current = new AbortController();
  #version = 0;
  #reading = false;
  /** Should what is being read fail, it is read once more. */
  #onceMore = false;

  constructor(read: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>) {
    super();
    this.#read = read;
  }

  /** Reads the first page; what is shown stays until it is there. */
  async reload(): Promise<void> {
    this.#current.abort();
    this.#current = new AbortController();
    const { signal } = this.#current;
    this.loadingMore = false;
    this.#reading = true;
    this.#onceMore = false;
    // What failed says so until it is there: tried again by itself, it would flicker otherwise.
    if (this.items.length === 0 && this.state !== "failed") this.state = "loading";
    this.changed();
    try {
      const page = await this.#read(null, signal);
      if (signal.aborted) return;
      this.#reading = false;
      this.show(page);
    } catch (error) {
      if (signal.aborted) return;
      this.#reading = false;
      if (this.#onceMore) return this.reload();
      this.fail(error);
    }
  }

  /** The service can be reached again: what failed is read once more, also what was asked before and fails after it. */
  async recover(): Promise<void> {
    if (this.#reading) this.#onceMore = true;
    else if (this.state === "failed") await this.reload();
    else if (this.error !== undefined) await this.more();
  }

  async more(): Promise<void> {
    if (this.next === null || this.loadingMore || this.state !== "ready") return;
    const { signal } = this.#current;
    this.loadingMore = true;
    this.changed();
    try {
      const page = await this.#read(this.next, signal);
      if (signal.aborted) return;
      this.#version++;
      this.items = [...this.items, ...page.items];
      this.next = page.next;
      this.error = undefined;
    } catch (error) {
      if (!signal.aborted) this.error = error;
    } finally {
      if (!signal.aborted) {
        this.loadingMore = false;
        this.changed();
      }
    }
  }

  /** Reads again what is shown, as far as it was read, where something may have been missed. What fails changes nothing. */
  async refresh(): Promise<void> {
    if (this.state !== "ready") return this.reload();
    const { signal } = this.#current;
    try {
      for (let tries = 0; tries < 3; tries++) {
        const version = this.#version;
        const page = await this.#readUpTo(this.items.length, signal);
        if (signal.aborted) return;
        // What came meanwhile may be newer than what was read.
        if (version === this.#version) return this.show(page);
      }
    } catch {
      // It is told again when the connection is back.
    }
  }

  async #readUpTo(length: number, signal: AbortSignal): Promise<Page<T>> {
    let page = await this.#read(null, signal);
    while (page.items.length < length && page.next !== null) {
      const more = await this.#read(page.next, signal);
      page = { items: [...page.items, ...more.items], next: more.next };
    }
    return page;
  }

  show(page: Page<T>): void {
    this.items = page.items;
    this.next = page.next;
    this.state = "ready";
    this.error = undefined;
    this.changed();
  }

  fail(error: unknown): void {
    this.error = error;
    this.state = "failed";
    this.changed();
  }

  replace(change: (items: readonly T[]) => readonly T[]): void {
    const items = change(this.items);
    if (items !== this.items) {
      this.items = items;
      this.#version++;
      this.changed();
    }
  }

  /** Nothing that is under way is taken any more. */
  stop(): void {
    this.#current.abort();
  }
}
