import { LitElement, css, html } from "lit";
import { base } from "../styles/base.js";

export interface Tab {
  id: string;
  name: string;
}

/** Tabs by keyboard and mouse; says `tab` with the id. What belongs to them is slotted in, and labelled by it. */
export class Tabs extends LitElement {
  static override properties = { label: {}, tabs: { attribute: false }, chosen: {} };
  static override styles = [
    base,
    css`
      [role="tablist"] {
        display: flex;
        gap: 1.25rem;
        margin-bottom: 1rem;
        border-bottom: 1px solid var(--pr-line);
      }
      button {
        margin-bottom: -1px;
        padding: 0.5rem 0.125rem;
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--pr-muted);
        font: inherit;
        font-size: 0.875rem;
        font-weight: 550;
        cursor: pointer;
      }
      button:hover {
        color: var(--pr-text);
      }
      button[aria-selected="true"] {
        border-color: var(--pr-accent);
        color: var(--pr-text);
      }
    `,
  ];
  declare label: string;
  declare tabs: readonly Tab[];
  declare chosen: string;

  override render() {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#key}>
        ${this.tabs.map(
          ({ id, name }) => html`<button
            id=${id}
            role="tab"
            aria-selected=${id === this.chosen}
            aria-controls="panel"
            tabindex=${id === this.chosen ? 0 : -1}
            @click=${() => this.#choose(id)}
          >
            ${name}
          </button>`,
        )}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby=${this.chosen}><slot></slot></div>`;
  }

  #choose(id: string): void {
    this.dispatchEvent(new CustomEvent("tab", { detail: id }));
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.tabs.findIndex(({ id }) => id === this.chosen);
    const next = step && this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    if (!next) return;
    event.preventDefault();
    this.#choose(next.id);
    this.renderRoot.querySelector<HTMLElement>(`#${next.id}`)?.focus();
  }
}

customElements.define("pr-tabs", Tabs);
