import { html } from "lit";
import type { ReportMessage } from "../client/index.js";
import { texts } from "../texts.js";
import "./ladder-steps.js";

export type Step = "stored" | "delivered" | "read";

export function stepOf(message: ReportMessage): Step {
  return message.isRead ? "read" : message.deliveredAt ? "delivered" : "stored";
}

/** How far a message got: stored, delivered, read. */
export function ladder(message: ReportMessage) {
  return html`<pr-ladder .step=${stepOf(message)} title=${texts.ladder[stepOf(message)]}></pr-ladder>`;
}
