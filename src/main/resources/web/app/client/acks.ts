import { Timer } from "./time.js";

/** While messages come fast, so often is said what has arrived. */
const STEP_MS = 250;

/** Says up to which seq messages have arrived here: the first at once, more of them in steps. */
export class Acks {
  readonly #say: (seq: number) => boolean;
  readonly #step = new Timer();
  #has = 0;
  #said = 0;

  /** @param say whether it was put on the wire */
  constructor(say: (seq: number) => boolean) {
    this.#say = say;
  }

  has(seq: number): void {
    if (seq <= this.#has) return;
    this.#has = seq;
    if (!this.#step.isSet) this.#tell();
  }

  /** In a new conversation it is said again: whether the last word was heard is not known. */
  opened(): void {
    this.#said = 0;
    this.#tell();
  }

  forget(): void {
    this.#step.clear();
    this.#has = this.#said = 0;
  }

  #tell(): void {
    if (this.#has > this.#said && this.#say(this.#has)) {
      this.#said = this.#has;
      this.#step.set(STEP_MS, () => this.#tell());
    }
  }
}
