import { LitElement, css, html, svg } from "lit";
import { base } from "../styles/base.js";

const envelope = svg`<path d="M6 15l18 12 18-12M6 13h36v24H6z"/>`;

/** Said instead of a list that has nothing in it. */
export class Empty extends LitElement {
  static override properties = { heading: {}, lead: {} };
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.375rem;
        padding: 3.5rem 1.5rem;
        border: 1px dashed var(--pr-line-strong);
        border-radius: var(--pr-radius);
        text-align: center;
      }
      svg {
        width: 2.5rem;
        height: 2.5rem;
        margin-bottom: 0.375rem;
        fill: none;
        stroke: var(--pr-muted);
        stroke-width: 1.75;
        stroke-linejoin: round;
        stroke-linecap: round;
        opacity: 0.7;
      }
      p {
        max-width: 26rem;
        color: var(--pr-muted);
        font-size: 0.875rem;
        text-wrap: balance;
      }
      ::slotted(*) {
        margin-top: 0.75rem;
      }
    `,
  ];
  declare heading: string;
  declare lead: string;

  override render() {
    return html`<svg viewBox="0 0 48 48" aria-hidden="true">${envelope}</svg>
      <h2>${this.heading}</h2>
      <p>${this.lead}</p>
      <slot></slot>`;
  }
}

customElements.define("pr-empty", Empty);
