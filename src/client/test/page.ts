import "./browser.js";
import { Postroom, type ConnectionState, type PostroomOptions, type ReportMessage } from "../../main/resources/web/app/client/index.js";
import { USER } from "./server.js";

/** Waits for a condition; a test that waits in vain says for what. */
export async function until(what: string, condition: () => boolean, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A page that shows what it is handed. */
export class Page {
  readonly shown: ReportMessage[] = [];
  readonly events: string[] = [];
  readonly states: ConnectionState[] = [];
  readonly postroom: Postroom;

  constructor(options: Partial<PostroomOptions> & { url: string }) {
    this.postroom = new Postroom({ role: "user", id: USER, reconnect: { delayMs: 5, maxDelayMs: 20 }, ...options });
    this.postroom.on("receiveReportMessage", ({ message }) => this.shown.push(message));
    for (const type of ["userRoomJoined", "stateStale", "startOver", "error", "reportMessagesRead"] as const) {
      this.postroom.on(type, (event) => this.events.push(event.type));
    }
    this.postroom.connection.subscribe((state) => this.states.push(state));
  }

  get seqs(): number[] {
    return this.shown.map(({ seq }) => seq);
  }

  get state(): string {
    return this.postroom.connection.value.state;
  }

  async is(state: string, withinMs?: number): Promise<void> {
    await until(`the connection is ${state}`, () => this.state === state, withinMs);
  }

  async shows(count: number): Promise<void> {
    await until(`${count} messages are shown`, () => this.shown.length >= count);
  }
}

export const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
