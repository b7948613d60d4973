import { Store } from "./store.js";

/** Whether somebody is writing: then no page goes away by itself. */
class Writing extends Store {
  now = false;

  set(now: boolean): void {
    if (now !== this.now) {
      this.now = now;
      this.changed();
    }
  }
}

export const writing = new Writing();
