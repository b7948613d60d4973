import { LitElement, css, html } from "lit";
import type { ReportMessage } from "../client/index.js";
import { base } from "../styles/base.js";
import { row } from "../styles/row.js";
import { status } from "../styles/status.js";
import { texts } from "../texts.js";
import { ladder, stepOf } from "./ladder.js";
import "./time.js";

/** What this admin has sent, and how far it got. */
export class SentRow extends LitElement {
  static override properties = { message: { attribute: false } };
  static override styles = [
    base,
    row,
    status,
    css`
      h3 a {
        color: inherit;
      }
      .row {
        flex-wrap: nowrap;
      }
    `,
  ];
  declare message: ReportMessage;

  override render() {
    const { title, userId, createdAt } = this.message;
    return html`<article data-state=${stepOf(this.message)}>
      <div class="row">
        <div class="main">
          <h3><a class="cover" dir="auto" href="/admin/reports/${userId._id}">${title}</a></h3>
          <p class="sub">
            <span>${texts.reports.to(userId.name)}</span>
            <span><pr-time .at=${createdAt}></pr-time></span>
          </p>
        </div>
        ${ladder(this.message)}
      </div>
    </article>`;
  }
}

customElements.define("pr-sent", SentRow);
