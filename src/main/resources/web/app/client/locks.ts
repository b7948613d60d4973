/** Only secure pages have locks. */
export const canShare = (): boolean =>
  typeof BroadcastChannel !== "undefined" && globalThis.navigator?.locks !== undefined;

/** Resolved when the lock is given back, taken away, or not wanted any more. */
export const locked = (name: string, options: LockOptions, then: () => Promise<void>): Promise<void> =>
  navigator.locks.request(name, options, then).then(
    () => {},
    () => {},
  );

export const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
