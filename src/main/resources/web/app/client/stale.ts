import { Timer } from "./time.js";

/** Waits the random moment in which state is to be read again, so that not everybody reads at once. */
export class Stale {
  readonly #waiting = new Map<string, Timer>();
  readonly #tell: (userId: string | undefined) => void;

  constructor(tell: (userId: string | undefined) => void) {
    this.#tell = tell;
  }

  within(ms: number, userId?: string): void {
    const key = userId ?? "";
    if (this.#waiting.has(key)) return;
    const timer = new Timer();
    this.#waiting.set(key, timer);
    timer.set(Math.random() * ms, () => {
      this.#waiting.delete(key);
      this.#tell(userId);
    });
  }

  forget(userId: string): void {
    this.#waiting.get(userId)?.clear();
    this.#waiting.delete(userId);
  }

  end(): void {
    for (const userId of [...this.#waiting.keys()]) this.forget(userId);
  }
}
