/** Calls when the page may have slept or the network has changed: online or not, visible, back from the cache. */
export function onWake(wake: (online: boolean) => void): () => void {
  const ending = new AbortController();
  const listen = (target: EventTarget | undefined, type: string, then: () => void) =>
    target?.addEventListener?.(type, then, { signal: ending.signal });
  const page = globalThis as Partial<EventTarget> as EventTarget;
  const document = (globalThis as { document?: Document }).document;
  listen(page, "online", () => wake(true));
  listen(page, "offline", () => wake(false));
  listen(page, "pageshow", () => wake(true));
  listen(document, "resume", () => wake(true));
  listen(document, "visibilitychange", () => document?.visibilityState === "visible" && wake(true));
  return () => ending.abort();
}
