import { LitElement, css, html, nothing } from "lit";
import type { Role } from "../client/index.js";
import { Refused } from "../model/call.js";
import { reason } from "../model/reason.js";
import { sessions } from "../model/sessions.js";
import { loginOf } from "../route.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";

/** Logging in, as a customer or as an admin. */
export class LoginPage extends LitElement {
  static override properties = { role: { attribute: false }, fault: { state: true }, busy: { state: true } };
  static override styles = [
    base,
    controls,
    css`
      main {
        display: grid;
        min-height: 100dvh;
        place-content: center;
        justify-items: stretch;
        grid-template-columns: min(22rem, calc(100vw - 2rem));
        gap: 1.25rem;
        padding: 2rem 0 12vh;
      }
      .mark {
        width: 2.5rem;
        height: 2.5rem;
      }
      .mark rect {
        fill: var(--pr-accent);
      }
      .mark path {
        fill: none;
        stroke: var(--pr-on-accent);
        stroke-width: 2;
        stroke-linejoin: round;
      }
      header p {
        margin-top: 0.25rem;
        color: var(--pr-muted);
        text-wrap: balance;
      }
      form {
        display: grid;
        gap: 0.875rem;
        padding: 1.25rem;
        border: 1px solid var(--pr-line);
        border-radius: calc(var(--pr-radius) + 2px);
        background: var(--pr-surface);
        box-shadow: var(--pr-shadow);
      }
      .button {
        min-height: 2.5rem;
        margin-top: 0.25rem;
      }
      [role="alert"] {
        padding: 0.5rem 0.75rem;
        border-radius: var(--pr-radius-small);
        background: var(--pr-bad-soft);
        color: var(--pr-bad);
        font-size: 0.875rem;
      }
      .ended {
        padding: 0.5rem 0.75rem;
        border-radius: var(--pr-radius-small);
        background: var(--pr-warn-soft);
        color: var(--pr-warn);
        font-size: 0.875rem;
      }
      footer a {
        color: var(--pr-muted);
        font-size: 0.875rem;
        text-decoration: underline;
        text-decoration-color: var(--pr-line-strong);
        text-underline-offset: 3px;
      }
      footer a:hover {
        color: var(--pr-text);
      }
    `,
  ];
  declare role: Role;
  declare private fault: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.fault = "";
    this.busy = false;
  }

  protected override willUpdate(): void {
    document.title = texts.of(texts.login[this.role]);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    const admin = this.role === "admin";
    return html`<main>
      <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M7 11l9 7 9-7M7 10h18v12H7z" />
      </svg>
      <header>
        <h1 tabindex="-1">${texts.login[this.role]}</h1>
        <p>${admin ? texts.login.adminLead : texts.login.userLead}</p>
      </header>
      ${sessions[this.role].ended ? html`<p class="ended" role="status">${texts.login.ended}</p>` : nothing}
      <form novalidate @submit=${this.#submit}>
        <div>
          <label class="label" for="email">${texts.login.email}</label>
          <input class="input" id="email" name="email" type="email" autocomplete="username" autocapitalize="off" />
        </div>
        <div>
          <label class="label" for="password">${texts.login.password}</label>
          <input class="input" id="password" name="password" type="password" autocomplete="current-password" />
        </div>
        ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
        <button class="button primary" aria-disabled=${this.busy}>${texts.login.submit}</button>
      </form>
      <footer>
        ${admin
          ? html`<a href=${loginOf("user")}>${texts.login.asUser}</a>`
          : html`<a href=${loginOf("admin")}>${texts.login.asAdmin}</a>`}
      </footer>
    </main>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const fields = new FormData(event.target as HTMLFormElement);
    const email = String(fields.get("email")).trim();
    const password = String(fields.get("password"));
    this.fault = email && password ? "" : texts.login.missing;
    if (this.fault) return;
    this.busy = true;
    try {
      await sessions[this.role].login(email, password);
    } catch (error) {
      this.fault = why(error);
    } finally {
      this.busy = false;
    }
  }
}

function why(error: unknown): string {
  if (error instanceof Refused) {
    if (error.code === "rateLimited") return texts.login.tooOften(Math.ceil((error.retryAfter ?? 300) / 60));
    if (error.code === "unauthorized") return texts.login.wrong;
    if (error.code === "notFound") return texts.login.off;
  }
  return reason(error);
}

customElements.define("pr-login", LoginPage);
