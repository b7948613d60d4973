import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What a page is asked to show, in its address: so a reload, the way back and a link find it again. */
export class Asked implements ReactiveController {
  #path = "";
  #changed: () => void;

  /** @param changed somebody went to this page once more, asking for something else */
  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed;
    host.addController(this);
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  /** The words looked for. */
  get words(): string {
    return this.query.get("q") ?? "";
  }

  keep(query: URLSearchParams): void {
    const search = query.size ? `?${query}` : "";
    if (search !== location.search) history.replaceState(null, "", location.pathname + search);
  }

  keepWords(words: string): void {
    this.keep(new URLSearchParams(words ? { q: words } : {}));
  }

  hostConnected(): void {
    this.#path = location.pathname;
    window.addEventListener("popstate", this.#arrived);
  }

  hostDisconnected(): void {
    window.removeEventListener("popstate", this.#arrived);
  }

  #arrived = (): void => {
    if (location.pathname === this.#path) this.#changed();
  };
}
