/** A value that can be watched. */
export interface Observable<T> {
  readonly value: T;
  /** Calls with the value now and after each change, until the signal or the returned function ends it. */
  subscribe(listener: (value: T) => void, options?: { signal?: AbortSignal }): () => void;
}
