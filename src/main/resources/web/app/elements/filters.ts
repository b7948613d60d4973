import { LitElement, css, html } from "lit";
import type { Status } from "../client/index.js";
import type { Filter } from "../model/filter.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";
import { tail } from "./id.js";
import "./search.js";

/** Narrows a room; says `filter` with what is to be seen. */
export class Filters extends LitElement {
  static override properties = { filter: { attribute: false }, orders: { attribute: false } };
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      pr-search {
        flex: 1 1 14rem;
      }
      select.input {
        flex: 0 1 auto;
        width: auto;
        max-width: 11rem;
      }
      @media (max-width: 40rem) {
        pr-search {
          flex-basis: 100%;
        }
        .button {
          padding: 0 0.625rem;
        }
        select.input {
          field-sizing: content;
          flex: 1 0 auto;
          max-width: 100%;
          padding-inline: 0.5rem 1.5rem;
          background-position-x: right 0.375rem;
        }
      }
    `,
  ];
  declare filter: Filter;
  /** Ids. */
  declare orders: readonly string[];

  override render() {
    const { filter } = this;
    return html`
      <pr-search
        .label=${texts.myReports.search}
        .words=${filter.q}
        @search=${(event: CustomEvent<string>) => this.#set({ q: event.detail })}
      ></pr-search>
      <button class="button" aria-pressed=${filter.unread} @click=${() => this.#set({ unread: !filter.unread })}>
        ${texts.myReports.unreadOnly}
      </button>
      ${this.#choice(texts.field.status, texts.myReports.allStatuses, filter.status, Object.entries(texts.status), (status) =>
        this.#set({ status: status as Status | "" }),
      )}
      ${this.#choice(
        texts.field.order,
        texts.myReports.allOrders,
        filter.orderId,
        this.orders.map((id) => [id, tail(id)]),
        (orderId) => this.#set({ orderId }),
      )}
    `;
  }

  #choice(
    label: string,
    all: string,
    value: string,
    options: readonly (readonly [string, string])[],
    chosen: (value: string) => void,
  ) {
    return html`<select
      class="input"
      aria-label=${label}
      .value=${value}
      @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${value === ""}>${all}</option>
      ${options.map(([key, word]) => html`<option value=${key} ?selected=${key === value}>${word}</option>`)}
    </select>`;
  }

  #set(change: Partial<Filter>): void {
    this.dispatchEvent(new CustomEvent("filter", { detail: { ...this.filter, ...change } }));
  }
}

customElements.define("pr-filters", Filters);
