import { LitElement, html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Postroom } from "../client/index.js";
import "../elements/empty.js";
import "../elements/failure.js";
import { listEnd } from "../elements/list-end.js";
import "../elements/order-row.js";
import "../elements/search.js";
import "../elements/skeleton.js";
import { Asked } from "../model/asked.js";
import { onBack } from "../model/back.js";
import type { Order } from "../model/order.js";
import { Paged } from "../model/paged.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { list } from "../styles/list.js";
import { page } from "../styles/page.js";
import { texts } from "../texts.js";

/** All orders, to look up and to write about. */
export class OrdersPage extends LitElement {
  static override properties = { postroom: { attribute: false } };
  static override styles = [base, controls, list, page];
  declare postroom: Postroom;
  #orders = new Watch<Paged<Order>>(this);
  #end = new AbortController();
  #asked = new Asked(this, () => this.#search(this.#asked.words));

  protected override willUpdate(changed: PropertyValues<this>): void {
    document.title = texts.of(texts.orders.title);
    if (changed.has("postroom")) {
      this.#close();
      const orders = new Paged<Order>((cursor, signal) => this.#read(cursor, signal));
      this.#orders.store = orders;
      this.#end = new AbortController();
      onBack(this.postroom, () => void orders.recover(), this.#end.signal);
      void orders.reload();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override render() {
    return html`
      <div class="head"><h1 tabindex="-1">${texts.orders.title}</h1></div>
      <div class="tools">
        <pr-search
          .label=${texts.orders.search}
          .searched=${texts.orders.searched}
          .words=${this.#asked.words}
          @search=${(event: CustomEvent<string>) => this.#search(event.detail)}
        ></pr-search>
      </div>
      ${this.#orders.store ? this.#list(this.#orders.store) : nothing}
    `;
  }

  #list(orders: Paged<Order>) {
    const { state, items, error } = orders;
    if (state === "failed") return html`<pr-failure .error=${error} @retry=${() => orders.reload()}></pr-failure>`;
    if (state === "loading") return html`<pr-skeleton class="rows" role="status" aria-label=${texts.loading}></pr-skeleton>`;
    if (items.length === 0) {
      const { words } = this.#asked;
      return words
        ? html`<pr-empty .heading=${texts.orders.noMatch} .lead=${texts.orders.noMatchLead}>
            <a class="button" href="/admin/reports?${new URLSearchParams({ q: words })}">
              ${texts.orders.searchCustomers(words)}
            </a>
          </pr-empty>`
        : html`<pr-empty .heading=${texts.orders.none} .lead=${texts.orders.noneLead}></pr-empty>`;
    }
    return html`
      <h2 class="hidden">${texts.orders.list}</h2>
      <ul class="list rows" role="list" aria-label=${texts.orders.list}>
        ${repeat(
          items,
          ({ _id }) => _id,
          (order) => html`<li>
            <pr-order .order=${order} .postroom=${this.postroom} .send=${texts.orders.send}></pr-order>
          </li>`,
        )}
      </ul>
      ${listEnd(orders)}
    `;
  }

  async #read(cursor: string | null, signal: AbortSignal) {
    const query = new URLSearchParams({ q: this.#asked.words });
    if (cursor !== null) query.set("cursor", cursor);
    const { orders, next } = await this.postroom.fetch<{ orders: Order[]; next: string | null }>(`/api/orders?${query}`, {
      signal,
    });
    return { items: orders, next };
  }

  #close(): void {
    this.#end.abort();
    this.#orders.store?.stop();
  }

  #search(words: string): void {
    this.#asked.keepWords(words);
    void this.#orders.store?.reload();
  }
}

customElements.define("pr-orders", OrdersPage);
