import { LitElement, css, html, nothing } from "lit";
import type { Customer } from "../model/customer.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { row } from "../styles/row.js";
import { texts } from "../texts.js";
import { avatar, avatarStyle } from "./avatar.js";
import { ComposeEvent } from "./compose-event.js";
import "./time.js";

/** A customer: what is unread, the last message, and a button to write. */
export class CustomerRow extends LitElement {
  static override properties = { customer: { attribute: false } };
  static override styles = [
    base,
    controls,
    row,
    avatarStyle,
    css`
      .name {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      @media (max-width: 40rem) {
        .row > .button {
          margin-inline-start: 2.875rem;
        }
      }
      .unread {
        flex: none;
        padding: 0 0.4375rem;
        border-radius: 99px;
        background: var(--pr-accent-soft);
        color: var(--pr-accent-strong);
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.25rem;
      }
    `,
  ];
  declare customer: Customer;

  override render() {
    const { _id, name, unread, last } = this.customer;
    return html`<article>
      <div class="row">
        ${avatar(name)}
        <div class="main">
          <h3 class="name">
            <a class="cover" dir="auto" href="/admin/reports/${_id}">${name}</a>
            ${unread ? html`<span class="unread number">${texts.unread(unread)}</span>` : nothing}
          </h3>
          <p class="sub">
            ${last
              ? html`<span dir="auto">${last.title}</span><span><pr-time .at=${last.createdAt}></pr-time></span>`
              : html`<span>${texts.reports.noMessage}</span>`}
          </p>
        </div>
        <button class="button" @click=${() => this.dispatchEvent(new ComposeEvent({ userId: _id }))}>
          ${texts.reports.send}
        </button>
      </div>
    </article>`;
  }
}

customElements.define("pr-customer-row", CustomerRow);
