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
    if (this.items.length === 0) this.state = "loading";
    this.changed();
    try {
      const page = await this.#read(null, signal);
      if (signal.aborted) return;
      this.show(page);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  async more(): Promise<void> {
    if (this.next === null || this.loadingMore || this.state !== "ready") return;
    const { signal } = this.#current;
    this.loadingMore = true;
    this.changed();
    try {
      const page = await this.#read(this.next, signal);
      if (signal.aborted) return;
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
      this.changed();
    }
  }

  /** Nothing that is under way is taken any more. */
  stop(): void {
    this.#current.abort();
  }
}
