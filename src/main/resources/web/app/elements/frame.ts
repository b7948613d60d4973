import { LitElement, css, html, nothing } from "lit";
import type { Role } from "../client/index.js";
import type { Connection } from "../model/connection.js";
import type { Session } from "../model/session.js";
import { homeOf, type Route } from "../route.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";
import "./connection.js";

/** What stands around every page: where one is, who one is, and whether the connection lives. */
export class Frame extends LitElement {
  static override properties = {
    session: { attribute: false },
    connection: { attribute: false },
    route: { attribute: false },
    name: {},
  };
  static override styles = [
    base,
    controls,
    css`
      header {
        position: sticky;
        z-index: 10;
        top: 0;
        border-bottom: 1px solid var(--pr-line);
        background: var(--pr-surface);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.25rem 1rem;
        max-width: calc(var(--pr-width) + 2rem);
        min-height: 3.25rem;
        margin: 0 auto;
        padding: 0 1rem;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      .brand svg {
        width: 1.5rem;
        height: 1.5rem;
      }
      .brand rect {
        fill: var(--pr-accent);
      }
      .brand path {
        fill: none;
        stroke: var(--pr-on-accent);
        stroke-width: 2;
        stroke-linejoin: round;
      }
      nav {
        display: flex;
        flex: 1;
        gap: 0.125rem;
      }
      nav a {
        padding: 0.25rem 0.625rem;
        border-radius: var(--pr-radius-small);
        color: var(--pr-muted);
        font-size: 0.875rem;
        font-weight: 500;
      }
      nav a:hover {
        color: var(--pr-text);
      }
      nav a[aria-current] {
        background: var(--pr-sunken);
        color: var(--pr-text);
      }
      .who {
        overflow: hidden;
        max-width: 12rem;
        color: var(--pr-muted);
        font-size: 0.8125rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .out {
        padding: 0.25rem 0.375rem;
        color: var(--pr-muted);
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .out:hover {
        color: var(--pr-text);
      }
      main {
        max-width: calc(var(--pr-width) + 2rem);
        margin: 0 auto;
        padding: 1.5rem 1rem 5rem;
      }
      main:focus {
        outline: none;
      }
      .skip {
        position: absolute;
        z-index: 20;
        top: -4rem;
        inset-inline-start: 1rem;
        padding: 0.5rem 0.75rem;
        border: 0;
        border-radius: var(--pr-radius-small);
        background: var(--pr-accent);
        color: var(--pr-on-accent);
      }
      .skip:focus {
        top: 0.5rem;
      }
      @media (max-width: 40rem) {
        .brand span,
        .who {
          display: none;
        }
        .bar {
          gap: 0.25rem 0.625rem;
        }
        nav a,
        .out {
          padding-block: 0.5rem;
        }
        main {
          padding-top: 1.5rem;
        }
      }
    `,
  ];
  declare session: Session;
  declare connection: Connection | undefined;
  declare route: Extract<Route, { role: Role }>;
  declare name: string;

  override render() {
    return html`
      <header>
        <button class="skip" @click=${this.focusMain}>${texts.skip}</button>
        <div class="bar">
          <a class="brand" href=${homeOf(this.route.role)} aria-label=${texts.product}>
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" />
              <path d="M7 11l9 7 9-7M7 10h18v12H7z" />
            </svg>
            <span>${texts.product}</span>
          </a>
          <nav aria-label=${texts.navigation}>${this.#places().map(({ href, name, here }) => this.#link(href, name, here))}</nav>
          ${this.connection ? html`<pr-connection .connection=${this.connection}></pr-connection>` : nothing}
          <span class="who" title=${this.name}>${this.name}</span>
          <button class="plain out" @click=${() => this.session.logout()}>${texts.logOut}</button>
        </div>
      </header>
      <main tabindex="-1"><slot></slot></main>
    `;
  }

  #places() {
    const { page } = this.route;
    return this.route.role === "user"
      ? [{ href: "/profile/reports", name: texts.myReports.title, here: page === "myReports" }]
      : [
          { href: "/admin/orders", name: texts.orders.title, here: page === "orders" },
          { href: "/admin/reports", name: texts.reports.title, here: page === "reports" || page === "customer" },
        ];
  }

  #link(href: string, name: string, here: boolean) {
    return html`<a href=${href} aria-current=${here ? "page" : nothing}>${name}</a>`;
  }

  /** Where the keyboard goes on after another page has come. */
  focusMain(): void {
    this.renderRoot.querySelector("main")?.focus({ preventScroll: true });
  }
}

customElements.define("pr-frame", Frame);
