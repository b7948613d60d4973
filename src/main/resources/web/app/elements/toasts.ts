import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { toasts } from "../model/toasts.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { texts } from "../texts.js";

/** The live region: what is said in passing is seen, and read out without taking the focus. */
export class ToastRegion extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 30;
        inset: auto 1rem 1rem auto;
        width: min(24rem, calc(100vw - 2rem));
        pointer-events: none;
      }
      .region {
        display: grid;
        gap: 0.5rem;
      }
      .toast {
        display: flex;
        align-items: flex-start;
        gap: 0.75rem;
        padding: 0.75rem 0.625rem 0.75rem 1rem;
        border: 1px solid var(--pr-line);
        border-radius: var(--pr-radius);
        background: var(--pr-surface);
        box-shadow: var(--pr-shadow-high);
        font-size: 0.875rem;
        font-weight: 500;
        pointer-events: auto;
        animation: rise 0.18s ease-out;
      }
      .toast p {
        flex: 1;
      }
      .times {
        color: var(--pr-muted);
      }
      button {
        display: grid;
        place-items: center;
        width: 1.5rem;
        height: 1.5rem;
        border: 0;
        border-radius: 5px;
        background: none;
        color: var(--pr-muted);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--pr-sunken);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(0.5rem);
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, toasts);
  }

  override render() {
    return html`<div class="region" role="status" aria-live="polite" aria-label=${texts.notifications}>
      ${repeat(
        toasts.all,
        ({ id }) => id,
        ({ id, text, times }) => html`<div class="toast">
          <p>${text}</p>
          ${times > 1 ? html`<span class="times number">×${times}</span>` : nothing}
          <button aria-label=${texts.dismiss} @click=${() => toasts.dismiss(id)}>✕</button>
        </div>`,
      )}
    </div>`;
  }
}

customElements.define("pr-toasts", ToastRegion);
