import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Store } from "./store.js";

/** Renders its element again when what it shows has changed. */
export class Watch<T extends Store> implements ReactiveController {
  #host: ReactiveControllerHost;
  #store: T | undefined;
  #end: (() => void) | undefined;
  #connected = false;

  constructor(host: ReactiveControllerHost, store?: T) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  get store(): T | undefined {
    return this.#store;
  }

  set store(store: T | undefined) {
    this.#end?.();
    this.#store = store;
    if (this.#connected) this.#begin();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#begin();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#end?.();
  }

  #begin(): void {
    this.#end = this.#store?.subscribe(() => this.#host.requestUpdate());
  }
}
