/** Locks and channels as a browser has them for its tabs, and tabs that freeze. Import before the library. */

import "./browser.js";

interface Held {
  name: string;
  steal: (reason: unknown) => void;
  done: Promise<unknown>;
}

const held = new Map<string, Held>();
const queues = new Map<string, (() => void)[]>();

function next(name: string): void {
  queues.get(name)?.shift()?.();
}

async function request(
  name: string,
  options: { signal?: AbortSignal; steal?: boolean },
  then: () => Promise<unknown>,
): Promise<unknown> {
  const { signal, steal } = options;
  if (signal && steal) throw new DOMException("both", "NotSupportedError");
  await Promise.resolve();
  if (steal) {
    held.get(name)?.steal(new DOMException("stolen", "AbortError"));
    held.delete(name);
  } else if (held.has(name)) {
    await new Promise<void>((resolve, reject) => {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      queue.push(resolve);
      signal?.addEventListener("abort", () => {
        if (queue.includes(resolve)) queue.splice(queue.indexOf(resolve), 1);
        reject(signal.reason);
      });
    });
  }
  if (signal?.aborted) {
    next(name);
    throw signal.reason;
  }
  return new Promise((resolve, reject) => {
    const mine: Held = { name, steal: reject, done: Promise.resolve() };
    held.set(name, mine);
    mine.done = then().then(resolve, reject).finally(() => {
      if (held.get(name) !== mine) return;
      held.delete(name);
      next(name);
    });
  });
}

Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });

type Listener = ((event: { data: unknown }) => void) | null;
const channels = new Set<Channel>();

class Channel {
  onmessage: Listener = null;
  frozen = false;
  readonly #late: unknown[] = [];
  readonly #unsaid: unknown[] = [];

  constructor(readonly name: string) {
    channels.add(this);
    made.push(this);
  }

  postMessage(data: unknown): void {
    if (this.frozen) {
      this.#unsaid.push(data);
      return;
    }
    const copy = structuredClone(data);
    for (const other of channels) {
      if (other === this || other.name !== this.name) continue;
      setTimeout(() => other.#take(copy));
    }
  }

  #take(data: unknown): void {
    if (!channels.has(this)) return;
    if (this.frozen) this.#late.push(data);
    else this.onmessage?.({ data });
  }

  thaw(): void {
    this.frozen = false;
    for (const data of this.#unsaid.splice(0)) this.postMessage(data);
    for (const data of this.#late.splice(0)) this.#take(data);
  }

  close(): void {
    channels.delete(this);
  }
}

/** The channels in the order of the tabs. */
export const made: Channel[] = [];
Object.defineProperty(globalThis, "BroadcastChannel", { value: Channel, configurable: true });
