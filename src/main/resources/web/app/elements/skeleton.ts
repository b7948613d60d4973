import { LitElement, css, html } from "lit";
import { base } from "../styles/base.js";

/** What a list looks like before it is there: the same size, so that nothing jumps. */
export class Skeleton extends LitElement {
  static override properties = { rows: { type: Number } };
  static override styles = [
    base,
    css`
      ul {
        border: 1px solid var(--pr-line);
        border-radius: var(--pr-radius);
        background: var(--pr-surface);
      }
      li + li {
        border-top: 1px solid var(--pr-line);
      }
      li {
        display: grid;
        gap: 0.625rem;
        height: var(--row);
        align-content: center;
        padding: 0 1rem;
      }
      span {
        height: 0.75rem;
        border-radius: 4px;
        background: var(--pr-sunken);
        animation: breathe 1.4s ease-in-out infinite alternate;
      }
      span:first-child {
        width: min(18rem, 55%);
      }
      span:last-child {
        width: min(30rem, 85%);
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `,
  ];
  declare rows: number;

  constructor() {
    super();
    this.rows = 5;
  }

  override render() {
    return html`<ul aria-hidden="true">
      ${Array.from({ length: this.rows }, () => html`<li><span></span><span></span></li>`)}
    </ul>`;
  }
}

customElements.define("pr-skeleton", Skeleton);
