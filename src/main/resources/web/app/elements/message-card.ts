import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import type { ReportMessage } from "../client/index.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { facts } from "../styles/facts.js";
import { status } from "../styles/status.js";
import { texts } from "../texts.js";
import { idStyle, idText } from "./id.js";
import { ladder } from "./ladder.js";
import "./time.js";
import { statusPill } from "./status.js";

/**
 * One message, which opens at a click (event `opened`). To its reader it shows whether it is new; to those who write
 * (`ladder`) how far it got.
 */
export class MessageCard extends LitElement {
  static override properties = {
    message: { attribute: false },
    reading: { type: Boolean },
    ladder: { type: Boolean },
    open: { state: true },
  };
  static override styles = [
    base,
    controls,
    facts,
    status,
    idStyle,
    css`
      article {
        position: relative;
        padding: 0.875rem 1rem;
        transition: background-color 0.3s;
      }
      article:not([data-open]):hover {
        background: var(--pr-sunken);
      }
      article[data-unread],
      article[data-unread]:hover {
        background: linear-gradient(100deg, var(--pr-accent-soft), var(--pr-accent-softer) 45%, var(--pr-surface) 85%);
        box-shadow: inset 3px 0 var(--pr-accent);
      }
      .top {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      article[data-open] .top {
        align-items: flex-start;
      }
      h2 {
        flex: 0 1 auto;
        min-width: 0;
      }
      h2 button {
        display: block;
        width: 100%;
        overflow: hidden;
        font-weight: 550;
        letter-spacing: inherit;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      /* The whole card is the button, but for what can be selected in it. */
      h2 button::after {
        content: "";
        position: absolute;
        inset: 0;
      }
      h2 button:focus-visible {
        outline: none;
      }
      h2 button:focus-visible::after {
        outline: 2px solid var(--pr-accent);
        outline-offset: -3px;
        border-radius: var(--pr-radius);
      }
      [data-unread] h2 button {
        font-weight: 650;
      }
      article[data-open] h2 button {
        overflow: visible;
        overflow-wrap: anywhere;
        white-space: normal;
      }
      .new {
        padding: 0 0.4375rem;
        border-radius: 99px;
        background: var(--pr-accent);
        color: var(--pr-on-accent);
        font-size: 0.6875rem;
        font-weight: 700;
        letter-spacing: 0.04em;
        line-height: 1.125rem;
      }
      .when {
        flex: 1 0 auto;
        color: var(--pr-muted);
        font-size: 0.8125rem;
        text-align: end;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        margin-top: 0.25rem;
        color: var(--pr-muted);
        font-size: 0.875rem;
      }
      .snippet {
        flex: 1;
        overflow: hidden;
        min-width: 0;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .ids {
        display: flex;
        gap: 0.25rem 0.75rem;
        overflow: hidden;
        flex: 0 1 auto;
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .id {
        max-width: 9rem;
      }
      .body {
        position: relative;
        margin-top: 0.625rem;
        animation: unfold 0.16s ease-out;
      }
      .text {
        max-width: 46rem;
        margin-bottom: 1rem;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .facts {
        padding-top: 0.875rem;
        border-top: 1px solid var(--pr-line);
      }
      @keyframes unfold {
        from {
          opacity: 0;
          transform: translateY(-0.25rem);
        }
      }
      @media (max-width: 40rem) {
        .ids {
          display: none;
        }
        .top {
          flex-wrap: wrap;
        }
        h2 {
          flex: 1 1 100%;
          order: 2;
        }
        .new {
          order: 0;
        }
      }
    `,
  ];
  declare message: ReportMessage;
  declare reading: boolean;
  declare ladder: boolean;
  declare private open: boolean;

  constructor() {
    super();
    this.reading = false;
    this.ladder = false;
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("message");
    // A list that is filtered hands its elements on to other messages.
    if (before && before._id !== this.message._id) this.open = false;
  }

  override render() {
    const { message, open } = this;
    const unread = !this.ladder && !message.isRead && !this.reading;
    return html`<article ?data-unread=${unread} ?data-open=${open}>
      <div class="top">
        ${statusPill(message.status)}
        ${unread ? html`<span class="new">${texts.isNew}</span>` : nothing}
        <h2>
          <button class="plain" dir="auto" aria-expanded=${open} @click=${this.#toggle}>${message.title}</button>
        </h2>
        <span class="when"><pr-time .at=${message.createdAt}></pr-time></span>
      </div>
      ${open
        ? nothing
        : html`<div class="line">
            <p class="snippet" dir="auto">${message.message}</p>
            ${this.ladder ? ladder(message) : this.#ids()}
          </div>`}
      ${open ? this.#body() : nothing}
    </article>`;
  }

  #ids() {
    const { orderId, paymentId, invoiceId } = this.message;
    const ids = [orderId, paymentId, invoiceId].filter((id) => id);
    return ids.length ? html`<p class="ids">${ids.map((id) => idText(id!))}</p>` : nothing;
  }

  #body() {
    const { message } = this;
    const { field } = texts;
    return html`<div class="body">
      <p class="text" dir="auto">${message.message}</p>
      <dl class="facts">
        ${fact(field.order, message.orderId, "wide")}${fact(field.payment, message.paymentId)}
        ${fact(field.invoice, message.invoiceId)}${fact(field.from, message.sentBy.name)}
        ${moment(this.ladder ? field.sent : field.received, message.createdAt)}
        ${this.ladder ? moment(field.delivered, message.deliveredAt) : nothing}
        ${moment(field.read, message.readAt)}
      </dl>
    </div>`;
  }

  #toggle(): void {
    this.open = !this.open;
    if (this.open) this.dispatchEvent(new Event("opened"));
  }
}

function fact(name: string, value: string | undefined, width = "") {
  return value ? html`<div class=${width}><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

function moment(name: string, at: string | undefined) {
  return at ? html`<div><dt>${name}</dt><dd><pr-time .at=${at} clock></pr-time></dd></div>` : nothing;
}

customElements.define("pr-message", MessageCard);
