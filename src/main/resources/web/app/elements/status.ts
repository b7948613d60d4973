import { html } from "lit";
import { texts } from "../texts.js";

/** For elements that have `styles/status`. */
export function statusPill(status: string) {
  const word = (texts.status as Record<string, string>)[status] ?? status;
  return html`<span class="status ${status in texts.status ? status : ""}">${word}</span>`;
}
