/** Milliseconds that only go forward, whatever is done to the clock. */
export const now = (): number => performance.now();

/** Exponential back-off with full jitter: anything up to `first` doubled `step` times, at most `max`. */
export const backOff = (step: number, first: number, max: number): number =>
  Math.random() * Math.min(max, first * 2 ** Math.min(step, 30));

/** A timer that is set anew, and is one at most. */
export class Timer {
  #id: ReturnType<typeof setTimeout> | undefined;

  get isSet(): boolean {
    return this.#id !== undefined;
  }

  set(ms: number, then: () => void): void {
    this.clear();
    // A longer delay than 24 days would be none.
    this.#id = setTimeout(() => {
      this.#id = undefined;
      then();
    }, Math.min(ms, 2 ** 31 - 1));
  }

  clear(): void {
    clearTimeout(this.#id);
    this.#id = undefined;
  }
}
