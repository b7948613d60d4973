import { LitElement, css, html, nothing } from "lit";
import { base } from "../styles/base.js";
import { texts } from "../texts.js";
import type { Step } from "./ladder.js";

const STEPS: readonly Step[] = ["stored", "delivered", "read"];

/** Three steps; the reached one is named. */
export class Ladder extends LitElement {
  static override properties = { step: {} };
  static override styles = [
    base,
    css`
      ol {
        display: flex;
        align-items: center;
        gap: 0.1875rem;
        color: var(--pr-muted);
        font-size: 0.75rem;
        font-weight: 500;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      li::before {
        content: "";
        width: 1rem;
        height: 0.25rem;
        border-radius: 2px;
        background: var(--pr-line-strong);
        transition: background-color 0.4s;
      }
      li.reached::before {
        background: var(--pr-muted);
      }
      .delivered li.reached::before {
        background: var(--pr-info);
      }
      .read li.reached::before {
        background: var(--pr-good);
      }
      .word {
        position: absolute;
        overflow: hidden;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
      }
      .now {
        order: -1;
        padding-inline-end: 0.5rem;
      }
      .stored + .now {
        color: var(--pr-muted);
      }
      .delivered + .now {
        color: var(--pr-info);
      }
      .read + .now {
        color: var(--pr-good);
      }
      :host {
        display: flex;
        align-items: center;
        font-size: 0.75rem;
        font-weight: 500;
      }
    `,
  ];
  declare step: Step;

  override render() {
    const reached = STEPS.indexOf(this.step);
    return html`<ol class=${this.step} aria-label=${texts.ladder.label} data-state=${this.step}>
        ${STEPS.map(
          (step, at) =>
            html`<li class=${at <= reached ? "reached" : ""} aria-current=${at === reached ? "step" : nothing}>
              <span class="word">${texts.ladder[step]}</span>
            </li>`,
        )}
      </ol>
      <span class="now" aria-hidden="true">${texts.ladder[this.step]}</span>`;
  }
}

customElements.define("pr-ladder", Ladder);
