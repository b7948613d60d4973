import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Postroom } from "../client/index.js";
import "../elements/customer-row.js";
import "../elements/empty.js";
import "../elements/failure.js";
import { listEnd } from "../elements/list-end.js";
import "../elements/search.js";
import "../elements/sent-row.js";
import "../elements/skeleton.js";
import { Asked } from "../model/asked.js";
import { Customers } from "../model/customers.js";
import { Sent } from "../model/sent.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { list } from "../styles/list.js";
import { page } from "../styles/page.js";
import { texts } from "../texts.js";

/** Whom an admin writes to, and what became of what was sent. */
export class ReportsPage extends LitElement {
  static override properties = { postroom: { attribute: false }, adminId: { attribute: false } };
  static override styles = [
    base,
    list,
    page,
    css`
      .halves {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        align-items: start;
        gap: 1.5rem;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
      section > .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        min-height: 2.125rem;
      }
      pr-search {
        flex: 0 1 16rem;
      }
      @media (max-width: 56rem) {
        .halves {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare postroom: Postroom;
  declare adminId: string;
  #asked = new Asked(this, () => this.#search(this.#asked.words));
  #customers = new Watch<Customers>(this);
  #sent = new Watch<Sent>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    document.title = texts.of(texts.reports.title);
    if (changed.has("postroom")) {
      this.#close();
      this.#customers.store = new Customers(this.postroom, this.#asked.words);
      this.#customers.store.open();
      this.#sent.store = new Sent(this.postroom, this.adminId);
      this.#sent.store.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override render() {
    const { reports } = texts;
    return html`
      <div class="head"><h1 tabindex="-1">${reports.title}</h1></div>
      <div class="halves">
        <section>
          <div class="top">
            <h2>${reports.customers}</h2>
            <pr-search
              .label=${reports.search}
              .words=${this.#asked.words}
              @search=${(event: CustomEvent<string>) => this.#search(event.detail)}
            ></pr-search>
          </div>
          ${this.#customers.store ? this.#whom(this.#customers.store) : nothing}
        </section>
        <section>
          <div class="top"><h2>${reports.sent}</h2></div>
          ${this.#sent.store ? this.#what(this.#sent.store) : nothing}
        </section>
      </div>
    `;
  }

  #whom(customers: Customers) {
    const { state, items, error } = customers;
    const { reports } = texts;
    if (state === "failed") return html`<pr-failure .error=${error} @retry=${() => customers.reload()}></pr-failure>`;
    if (state === "loading") return html`<pr-skeleton class="rows" role="status" aria-label=${texts.loading}></pr-skeleton>`;
    if (items.length === 0) {
      return customers.words
        ? html`<pr-empty .heading=${reports.noMatch} .lead=${reports.noMatchLead}></pr-empty>`
        : html`<pr-empty .heading=${reports.none} .lead=${reports.noneLead}></pr-empty>`;
    }
    return html`<ul class="list rows" role="list" aria-label=${reports.customers}>
        ${repeat(
          items,
          ({ _id }) => _id,
          (customer) => html`<li><pr-customer-row .customer=${customer}></pr-customer-row></li>`,
        )}
      </ul>
      ${listEnd(customers)}`;
  }

  #what(sent: Sent) {
    const { state, items, error } = sent;
    const { reports } = texts;
    if (state === "failed") return html`<pr-failure .error=${error} @retry=${() => sent.reload()}></pr-failure>`;
    if (state === "loading") return html`<pr-skeleton class="rows short" role="status" aria-label=${texts.loading}></pr-skeleton>`;
    if (items.length === 0) {
      return html`<pr-empty .heading=${reports.nothingSent} .lead=${reports.nothingSentLead}></pr-empty>`;
    }
    return html`<ul class="list rows short" role="list" aria-label=${reports.sentList}>
        ${repeat(
          items,
          ({ _id }) => _id,
          (message) => html`<li><pr-sent .message=${message}></pr-sent></li>`,
        )}
      </ul>
      ${listEnd(sent)}`;
  }

  #search(words: string): void {
    this.#asked.keepWords(words);
    this.#customers.store?.search(words);
  }

  #close(): void {
    this.#customers.store?.close();
    this.#sent.store?.close();
  }
}

customElements.define("pr-reports", ReportsPage);
