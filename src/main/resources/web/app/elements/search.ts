import { LitElement, css, html, type PropertyValues } from "lit";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";

const PAUSE = 200;

/**
 * A search field; says `search` with the words once nobody has typed for a moment. `searched` says what is searched,
 * where that is more than the label.
 */
export class Search extends LitElement {
  static override properties = { label: {}, words: {}, searched: {} };
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
  declare searched: string | undefined;
  #pause: number | undefined;

  override render() {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5L14 14" /></svg>
      <input
        class="input"
        type="search"
        autocomplete="off"
        maxlength="200"
        aria-label=${this.label}
        placeholder=${this.searched ?? this.label}
        @input=${this.#typed}
      />`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const input = this.renderRoot.querySelector("input");
    // A space at the end is of no meaning, but whoever types on wants to keep it.
    if (changed.has("words") && input && input.value.trim() !== this.words) input.value = this.words ?? "";
  }

  #typed(event: InputEvent): void {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.dispatchEvent(new CustomEvent("search", { detail: value.trim() })), PAUSE);
  }
}

customElements.define("pr-search", Search);
