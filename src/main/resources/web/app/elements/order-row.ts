import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import type { Person, Postroom } from "../client/index.js";
import { amount } from "../model/format.js";
import type { Order } from "../model/order.js";
import { oneOfMany } from "../model/person.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { facts } from "../styles/facts.js";
import { row } from "../styles/row.js";
import { status } from "../styles/status.js";
import { texts } from "../texts.js";
import { ComposeEvent } from "./compose-event.js";
import { idStyle, idText } from "./id.js";
import { statusPill } from "./status.js";
import "./time.js";

/** An order, which opens at a click, with a button to write about it. */
export class OrderRow extends LitElement {
  static override properties = {
    order: { attribute: false },
    postroom: { attribute: false },
    send: {},
    customer: { state: true },
    open: { state: true },
  };
  static override styles = [
    base,
    controls,
    facts,
    status,
    row,
    idStyle,
    css`
      h3 .cover {
        display: flex;
        gap: 0.3em;
      }
      .total {
        min-width: 4.5rem;
        text-align: end;
      }
      .facts {
        margin-top: 0.875rem;
        padding-top: 0.875rem;
        border-top: 1px solid var(--pr-line);
      }
      .facts a {
        position: relative;
        text-decoration: underline;
        text-decoration-color: var(--pr-line-strong);
        text-underline-offset: 3px;
      }
      @media (max-width: 40rem) {
        .total {
          display: none;
        }
      }
    `,
  ];
  declare order: Order;
  /** Left out where all rows are of the same customer: then nobody is named. */
  declare postroom: Postroom | undefined;
  /** The words of the button. */
  declare send: string;
  declare private customer: Person | undefined;
  declare private open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("order");
    if (before && before._id !== this.order._id) {
      this.open = false;
      this.customer = undefined;
    }
    if (this.postroom && changed.has("order")) void this.#name(this.postroom, this.order);
  }

  override render() {
    const { order } = this;
    return html`<article>
      <div class="row">
        <div class="main">
          <h3>
            <button class="plain cover" aria-expanded=${this.open} @click=${() => (this.open = !this.open)}>
              ${texts.field.order} ${idText(order._id)}
            </button>
          </h3>
          <p class="sub">
            ${this.postroom ? html`<span>${this.customer?.name ?? "\u00a0"}</span>` : nothing}
            <span><pr-time .at=${order.createdAt}></pr-time></span>
          </p>
        </div>
        ${statusPill(order.status)}
        <span class="total number muted">${amount(order.total)}</span>
        <button class="button" @click=${this.#compose}>${this.send}</button>
      </div>
      ${this.open ? this.#facts() : nothing}
    </article>`;
  }

  #facts() {
    const { order, customer } = this;
    const { field } = texts;
    const name = customer && html`<a href="/admin/reports/${order.userId}">${customer.name}</a>`;
    return html`<dl class="facts">
      ${this.postroom ? fact(field.customer, name ?? order.userId) : nothing}
      ${fact(field.payment, order.paymentId ?? texts.field.none)} ${fact(field.invoice, order.invoiceId ?? texts.field.none)}
      ${fact(field.total, amount(order.total))} ${fact(field.created, html`<pr-time .at=${order.createdAt}></pr-time>`)}
    </dl>`;
  }

  #compose(): void {
    this.dispatchEvent(new ComposeEvent({ userId: this.order.userId, orderId: this.order._id }));
  }

  async #name(postroom: Postroom, order: Order): Promise<void> {
    const customer = await oneOfMany(postroom, order.userId).catch(() => undefined);
    if (order === this.order) this.customer = customer;
  }
}

function fact(name: string, value: unknown) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

customElements.define("pr-order", OrderRow);
