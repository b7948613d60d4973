import { LitElement, html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Postroom, ReportMessage } from "../client/index.js";
import "../elements/empty.js";
import "../elements/failure.js";
import "../elements/filters.js";
import { listEnd } from "../elements/list-end.js";
import "../elements/message-card.js";
import "../elements/skeleton.js";
import { Asked } from "../model/asked.js";
import { addressed, everything, filterFrom, isEverything, type Filter } from "../model/filter.js";
import type { Order } from "../model/order.js";
import { Room } from "../model/room.js";
import { toasts } from "../model/toasts.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { list } from "../styles/list.js";
import { page } from "../styles/page.js";
import { texts } from "../texts.js";

/** A customer's inbox, newest on top; what is new appears by itself. */
export class MyReportsPage extends LitElement {
  static override properties = {
    postroom: { attribute: false },
    userId: { attribute: false },
    orders: { state: true },
    marking: { state: true },
  };
  static override styles = [base, controls, list, page];
  declare postroom: Postroom;
  declare userId: string;
  declare private orders: readonly string[];
  declare private marking: boolean;
  #room = new Watch<Room>(this);
  #asked = new Asked(this, () => this.#room.store?.show(filterFrom(this.#asked.query)));

  constructor() {
    super();
    this.orders = [];
    this.marking = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("postroom") || changed.has("userId")) this.#open();
    document.title = texts.of(texts.myReports.title, this.#room.store?.unread);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#room.store?.close();
  }

  override render() {
    const room = this.#room.store;
    if (!room) return nothing;
    const unread = room.unread ?? 0;
    return html`
      <div class="head">
        <h1 tabindex="-1">
          ${texts.myReports.title}${unread ? html`<span class="count number"> ${texts.unread(unread)}</span>` : nothing}
        </h1>
        <button class="button" ?disabled=${!unread || this.marking} @click=${this.#markAllRead}>
          ${texts.myReports.markAllRead}
        </button>
      </div>
      <pr-filters
        .filter=${room.filter}
        .orders=${this.#offered(room)}
        @filter=${(event: CustomEvent<Filter>) => this.#show(event.detail)}
      ></pr-filters>
      ${this.#messages(room)}
    `;
  }

  /** Also those that only a message names. */
  #offered(room: Room): readonly string[] {
    const named = room.list.items.flatMap(({ orderId }) => orderId ?? []);
    return [...new Set([...this.orders, ...named, ...(room.filter.orderId ? [room.filter.orderId] : [])])];
  }

  #messages(room: Room) {
    const { state, items, error } = room.list;
    if (state === "failed") return html`<pr-failure .error=${error} @retry=${() => room.retry()}></pr-failure>`;
    if (state === "loading") return html`<pr-skeleton role="status" aria-label=${texts.loading}></pr-skeleton>`;
    if (items.length === 0 && room.list.next === null) return this.#nothing(room);
    return html`
      <ul class="list" role="list" aria-label=${texts.myReports.list}>
        ${repeat(
          items,
          ({ _id }) => _id,
          (message) => html`<li>
            <pr-message
              .message=${message}
              .reading=${room.reading.has(message._id)}
              @opened=${() => this.#read(room, message)}
            ></pr-message>
          </li>`,
        )}
      </ul>
      ${listEnd(room.list)}
    `;
  }

  #nothing(room: Room) {
    const { none, noneLead, noMatch, noMatchLead, showAll } = texts.myReports;
    return isEverything(room.filter)
      ? html`<pr-empty .heading=${none} .lead=${noneLead}></pr-empty>`
      : html`<pr-empty .heading=${noMatch} .lead=${noMatchLead}>
          <button class="button" @click=${() => this.#show(everything)}>${showAll}</button>
        </pr-empty>`;
  }

  #show(filter: Filter): void {
    this.#asked.keep(addressed(filter));
    this.#room.store?.show(filter);
  }

  #open(): void {
    this.#room.store?.close();
    const room = new Room(this.postroom, this.userId);
    room.filter = filterFrom(this.#asked.query);
    room.onNew = () => toasts.say(texts.myReports.received);
    room.open();
    this.#room.store = room;
    this.postroom
      .fetch<{ orders: Order[] }>(`/api/users/${this.userId}/orders`)
      .then(({ orders }) => (this.orders = orders.map(({ _id }) => _id)))
      .catch(() => {}); // Only what is offered to filter by.
  }

  #read(room: Room, message: ReportMessage): void {
    room.markRead(message).catch(() => toasts.say(texts.myReports.notRead));
  }

  async #markAllRead(): Promise<void> {
    this.marking = true;
    try {
      await this.#room.store?.markAllRead();
    } catch {
      toasts.say(texts.myReports.notRead);
    } finally {
      this.marking = false;
    }
  }
}

customElements.define("pr-my-reports", MyReportsPage);
