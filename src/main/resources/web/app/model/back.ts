import type { Postroom } from "../client/index.js";

/** Calls each time that the service can be reached again: live again, or online over a socket that outlived the break. */
export function onBack(postroom: Postroom, back: () => void, signal: AbortSignal): void {
  let live = postroom.connection.value.state === "live";
  const take = (now: boolean) => {
    const was = live;
    live = now;
    if (now && !was) back();
  };
  postroom.connection.subscribe(({ state }) => take(state === "live"), { signal });
  window.addEventListener("online", () => live && back(), { signal });
}
