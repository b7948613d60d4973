import { Store } from "./store.js";

export interface Toast {
  id: number;
  text: string;
  /** How often it was said while it stood there. */
  times: number;
}

const LIFE = 6000;

/** What is said in passing. The same said again while it stands is counted, not piled up. */
class Toasts extends Store {
  all: readonly Toast[] = [];
  #next = 1;
  #ends = new Map<number, number>();

  say(text: string): void {
    const same = this.all.find((toast) => toast.text === text);
    const toast = same ? { ...same, times: same.times + 1 } : { id: this.#next++, text, times: 1 };
    this.all = [...this.all.filter((other) => other !== same), toast];
    clearTimeout(this.#ends.get(toast.id));
    this.#ends.set(toast.id, setTimeout(() => this.dismiss(toast.id), LIFE));
    this.changed();
  }

  dismiss(id: number): void {
    clearTimeout(this.#ends.get(id));
    this.#ends.delete(id);
    this.all = this.all.filter((toast) => toast.id !== id);
    this.changed();
  }
}

export const toasts = new Toasts();
