import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { RefusedError, type Person, type Postroom } from "../client/index.js";
import { avatar, avatarStyle } from "../elements/avatar.js";
import { ComposeEvent } from "../elements/compose-event.js";
import "../elements/empty.js";
import "../elements/failure.js";
import { listEnd } from "../elements/list-end.js";
import "../elements/message-card.js";
import "../elements/order-row.js";
import "../elements/skeleton.js";
import "../elements/tabs.js";
import { onBack } from "../model/back.js";
import type { Order } from "../model/order.js";
import { Paged } from "../model/paged.js";
import { person } from "../model/person.js";
import { Room } from "../model/room.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { list } from "../styles/list.js";
import { page } from "../styles/page.js";
import { texts } from "../texts.js";

/** One customer, as admins see him: the conversation, live, and the orders. */
export class CustomerPage extends LitElement {
  static override properties = {
    postroom: { attribute: false },
    userId: { attribute: false },
    person: { state: true },
    error: { state: true },
    tab: { state: true },
  };
  static override styles = [
    base,
    controls,
    list,
    page,
    avatarStyle,
    css`
      .trail {
        margin-bottom: -0.75rem;
        color: var(--pr-muted);
        font-size: 0.8125rem;
      }
      .trail a {
        text-decoration: underline;
        text-decoration-color: var(--pr-line-strong);
        text-underline-offset: 3px;
      }
      .trail a:hover {
        color: var(--pr-text);
      }
      .who {
        flex: 1 1 12rem;
        min-width: 0;
      }
      .who p {
        overflow-wrap: anywhere;
      }
      @media (max-width: 40rem) {
        .head > .button {
          flex: 1 1 100%;
        }
      }
      .avatar {
        width: 2.5rem;
        height: 2.5rem;
        background: var(--pr-accent-soft);
        color: var(--pr-accent-strong);
        font-size: 0.875rem;
      }
    `,
  ];
  declare postroom: Postroom;
  declare userId: string;
  declare private person: Person | undefined;
  declare private error: unknown;
  declare private tab: string;
  #room = new Watch<Room>(this);
  #orders = new Watch<Paged<Order>>(this);
  #end = new AbortController();

  constructor() {
    super();
    this.tab = "messages";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("postroom") || changed.has("userId")) void this.#open();
    document.title = texts.of(this.#title);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override render() {
    const { customer } = texts;
    if (this.error) return this.#failed();
    const { person } = this;
    return html`
      <p class="trail"><a href="/admin/reports">${customer.back}</a> / ${customer.title}</p>
      <div class="head">
        ${avatar(person?.name ?? "")}
        <div class="who">
          <h1 tabindex="-1" dir="auto">${person?.name ?? "\u00a0"}</h1>
          <p class="muted">${person?.email || "\u00a0"}${this.#unread()}</p>
        </div>
        <button class="button primary" @click=${() => this.dispatchEvent(new ComposeEvent({ userId: this.userId }))}>
          ${customer.send}
        </button>
      </div>
      <pr-tabs
        .label=${customer.tabs}
        .tabs=${[
          { id: "messages", name: customer.messages },
          { id: "orders", name: customer.orders },
        ]}
        .chosen=${this.tab}
        @tab=${(event: CustomEvent<string>) => (this.tab = event.detail)}
      >
        ${this.tab === "messages" ? this.#messages() : this.#ordered()}
      </pr-tabs>
    `;
  }

  get #title(): string {
    const { title, notFound } = texts.customer;
    if (this.#isMissing) return notFound;
    return this.person ? `${this.person.name} · ${title}` : title;
  }

  get #isMissing(): boolean {
    return this.error instanceof RefusedError && ["notFound", "invalid"].includes(this.error.code);
  }

  #unread() {
    const unread = this.#room.store?.unread;
    return unread ? html`<span class="count number">${texts.unread(unread)}</span>` : nothing;
  }

  #messages() {
    const room = this.#room.store;
    const { customer } = texts;
    if (!room || room.list.state === "loading") {
      return html`<pr-skeleton role="status" aria-label=${texts.loading}></pr-skeleton>`;
    }
    if (room.list.state === "failed") {
      return html`<pr-failure .error=${room.list.error} @retry=${() => room.retry()}></pr-failure>`;
    }
    if (room.list.items.length === 0) {
      return html`<pr-empty .heading=${customer.none} .lead=${customer.noneLead}></pr-empty>`;
    }
    return html`<ul class="list" role="list" aria-label=${customer.messages}>
        ${repeat(
          room.list.items,
          ({ _id }) => _id,
          (message) => html`<li><pr-message .message=${message} ladder></pr-message></li>`,
        )}
      </ul>
      ${listEnd(room.list)}`;
  }

  #ordered() {
    const orders = this.#orders.store;
    const { customer } = texts;
    if (!orders || orders.state === "loading") {
      return html`<pr-skeleton class="rows" role="status" aria-label=${texts.loading} .rows=${2}></pr-skeleton>`;
    }
    if (orders.state === "failed") {
      return html`<pr-failure .error=${orders.error} @retry=${() => orders.reload()}></pr-failure>`;
    }
    if (orders.items.length === 0) {
      return html`<pr-empty .heading=${customer.noOrders} .lead=${customer.noOrdersLead}></pr-empty>`;
    }
    return html`<h2 class="hidden">${customer.orders}</h2>
      <ul class="list rows" role="list" aria-label=${customer.orders}>
      ${orders.items.map(
        (order) => html`<li><pr-order .order=${order} .send=${customer.report}></pr-order></li>`,
      )}
    </ul>`;
  }

  #failed() {
    const { notFound, notFoundLead } = texts.customer;
    return this.#isMissing
      ? html`<div class="head"><h1 tabindex="-1">${notFound}</h1></div>
          <p class="muted">${notFoundLead}</p>`
      : html`<pr-failure .error=${this.error} @retry=${() => this.#open()}></pr-failure>`;
  }

  async #open(): Promise<void> {
    this.#close();
    const { signal } = (this.#end = new AbortController());
    const { postroom, userId } = this;
    onBack(postroom, () => this.#recover(), signal);
    this.person = this.error = undefined;
    try {
      const somebody = await person(postroom, userId);
      if (signal.aborted) return;
      this.person = somebody;
    } catch (error) {
      if (!signal.aborted) this.error = error;
      return;
    }
    const room = new Room(postroom, userId);
    room.open();
    this.#room.store = room;
    this.#orders.store = new Paged(async (_, signal) => {
      const { orders } = await postroom.fetch<{ orders: Order[] }>(`/api/users/${userId}/orders`, { signal });
      return { items: orders, next: null };
    });
    void this.#orders.store.reload();
  }

  #recover(): void {
    if (this.error && !this.#isMissing) void this.#open();
    else void this.#orders.store?.recover();
  }

  #close(): void {
    this.#end.abort();
    this.#room.store?.close();
    this.#room.store = undefined;
    this.#orders.store?.stop();
  }
}

customElements.define("pr-customer", CustomerPage);
