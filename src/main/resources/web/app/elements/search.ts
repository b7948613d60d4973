import { LitElement, css, html } from "lit";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";

const PAUSE = 200;

/** A search field; says `search` with the words once nobody has typed for a moment. */
export class Search extends LitElement {
  static override properties = { label: {}, words: {} };
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: relative;
      }
      svg {
        position: absolute;
        inset: 0 auto 0 0.625rem;
        width: 1rem;
        height: 100%;
        fill: none;
        stroke: var(--pr-muted);
        stroke-width: 1.75;
        stroke-linecap: round;
        pointer-events: none;
      }
      .input {
        padding-inline-start: 2rem;
      }
    `,
  ];
  declare label: string;
  declare words: string;
  #pause: number | undefined;

  override render() {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5L14 14" /></svg>
      <input
        class="input"
        type="search"
        autocomplete="off"
        maxlength="200"
        aria-label=${this.label}
        placeholder=${this.label}
        .value=${this.words ?? ""}
        @input=${this.#typed}
      />`;
  }

  #typed(event: InputEvent): void {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.dispatchEvent(new CustomEvent("search", { detail: value.trim() })), PAUSE);
  }
}

customElements.define("pr-search", Search);
