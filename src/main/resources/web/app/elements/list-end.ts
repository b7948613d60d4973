import { LitElement, css, html, nothing } from "lit";
import { reason } from "../model/reason.js";
import type { Paged } from "../model/paged.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";

/** Reads the next page when it is scrolled into sight, or at a click. */
export class ListEnd extends LitElement {
  static override properties = { list: { attribute: false }, next: {}, loading: { type: Boolean }, error: { attribute: false } };
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 0.5rem;
        padding: 0.25rem 0;
      }
    `,
  ];
  declare list: Paged<unknown>;
  declare next: string | null;
  declare loading: boolean;
  declare error: unknown;
  #sight = new IntersectionObserver(([entry]) => entry?.isIntersecting && !this.error && void this.list.more(), {
    rootMargin: "600px",
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  protected override updated(): void {
    // Still in sight after a page: the observer only tells of changes.
    this.#sight.unobserve(this);
    this.#sight.observe(this);
  }

  override render() {
    if (this.next === null) return nothing;
    return html`
      ${this.error ? html`<p class="fault" role="alert">${reason(this.error)}</p>` : nothing}
      <button class="button" ?disabled=${this.loading} @click=${() => this.list.more()}>
        ${this.loading ? texts.loading : texts.loadOlder}
      </button>
    `;
  }
}

customElements.define("pr-list-end", ListEnd);

export function listEnd(list: Paged<unknown>) {
  return html`<pr-list-end
    .list=${list}
    .next=${list.next}
    .loading=${list.loadingMore}
    .error=${list.error}
  ></pr-list-end>`;
}
