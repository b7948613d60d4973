/** A value that can be watched. */
export interface Observable<T> {
  readonly value: T;
  /** Calls with the value now and after each change, until the signal or the returned function ends it. */
  subscribe(listener: (value: T) => void, options?: { signal?: AbortSignal }): () => void;
}

export class Value<T> implements Observable<T> {
  readonly #listeners = new Listeners<T>();

  constructor(public value: T) {}

  set(value: T): void {
    if (value === this.value) return;
    this.value = value;
    this.#listeners.call(value);
  }

  subscribe(listener: (value: T) => void, options?: { signal?: AbortSignal }): () => void {
    const end = this.#listeners.add(listener, options?.signal);
    listener(this.value);
    return end;
  }
}

/** One that throws is reported as an uncaught error and disturbs neither the others nor the library. */
export class Listeners<T> {
  readonly #all = new Set<{ listener: (event: T) => void }>();

  get size(): number {
    return this.#all.size;
  }

  add(listener: (event: T) => void, signal?: AbortSignal): () => void {
    const entry = { listener };
    const end = () => {
      this.#all.delete(entry);
      signal?.removeEventListener("abort", end);
    };
    if (!signal?.aborted) {
      this.#all.add(entry);
      signal?.addEventListener("abort", end);
    }
    return end;
  }

  call(event: T): void {
    for (const { listener } of [...this.#all]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
