import type { ConnectionState, Postroom } from "../client/index.js";
import { Store } from "./store.js";

/** Shorter breaks are not worth a word. */
const PATIENCE = 1500;

/** How it stands with the connection, as it is told. */
export class Connection extends Store {
  state: ConnectionState = { state: "idle" };
  /** Whether what is not live has lasted long enough to be said. */
  worthSaying = false;
  #postroom: Postroom;
  #end: () => void;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(postroom: Postroom) {
    super();
    this.#postroom = postroom;
    this.#end = postroom.connection.subscribe((state) => this.#take(state));
  }

  get live(): boolean {
    return this.state.state === "live";
  }

  of(postroom: Postroom | undefined): boolean {
    return postroom === this.#postroom;
  }

  connect(): void {
    this.#postroom.connect();
  }

  close(): void {
    this.#end();
    clearTimeout(this.#patience);
  }

  #take(state: ConnectionState): void {
    this.state = state;
    if (this.live || state.state === "ended") {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      // What has ended is no short break.
      this.worthSaying = !this.live;
    } else {
      this.#patience ??= setTimeout(() => {
        this.worthSaying = true;
        this.changed();
      }, PATIENCE);
    }
    this.changed();
  }
}
