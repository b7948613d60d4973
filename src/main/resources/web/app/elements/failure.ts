import { LitElement, css, html } from "lit";
import { reason } from "../model/reason.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";

/** Something could not be read: why, and once more at a click (event `retry`). */
export class Failure extends LitElement {
  static override properties = { error: { attribute: false } };
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        padding: 0.75rem 1rem;
        border-radius: var(--pr-radius);
        background: var(--pr-bad-soft);
        color: var(--pr-bad);
        font-size: 0.875rem;
      }
    `,
  ];
  declare error: unknown;

  override render() {
    return html`<p role="alert">${reason(this.error)}</p>
      <button class="button" @click=${() => this.dispatchEvent(new Event("retry"))}>${texts.tryAgain}</button>`;
  }
}

customElements.define("pr-failure", Failure);
