import { LitElement, html, nothing } from "lit";
import type { Role } from "../client/index.js";
import { Connection } from "../model/connection.js";
import type { Session } from "../model/session.js";
import { remember, sessions, whoIsHere } from "../model/sessions.js";
import { writing } from "../model/writing.js";
import { backTo, homeOf, loginOf, parse, type Route } from "../route.js";
import { base } from "../styles/base.js";
import "../pages/customer.js";
import "../pages/login.js";
import "../pages/my-reports.js";
import "../pages/not-found.js";
import "../pages/orders.js";
import "../pages/reports.js";
import "./compose-dialog.js";
import type { ComposeDialog } from "./compose-dialog.js";
import type { ComposeEvent } from "./compose-event.js";
import "./failure.js";
import type { Frame } from "./frame.js";
import "./frame.js";
import "./skeleton.js";
import "./toasts.js";

/** Shows the page that the address names, to whom may see it. */
export class App extends LitElement {
  static override styles = base;
  static override properties = { route: { state: true }, error: { state: true } };
  declare private route: Route;
  declare private error: unknown;
  #connection: Connection | undefined;
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.route = parse(location.pathname);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ends = [sessions.user, sessions.admin].map((session) => session.subscribe(() => this.#enter()));
    this.#ends.push(writing.subscribe(() => this.#enter()));
    window.addEventListener("popstate", this.#arrive);
    window.addEventListener("online", this.#online);
    this.addEventListener("click", this.#follow);
    this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    window.removeEventListener("popstate", this.#arrive);
    window.removeEventListener("online", this.#online);
    this.removeEventListener("click", this.#follow);
  }

  override render() {
    const { route } = this;
    if (route.page === "home") return nothing;
    if (route.page === "notFound") return html`<pr-not-found></pr-not-found>`;
    if (route.page === "login") return html`<pr-login .role=${route.role}></pr-login><pr-toasts></pr-toasts>`;
    const session = sessions[route.role];
    return html`
      <pr-frame
        .session=${session}
        .connection=${this.#connection}
        .route=${route}
        .name=${session.person?.name ?? ""}
        @compose=${this.#compose}
      >
        ${this.error ? html`<pr-failure .error=${this.error} @retry=${() => this.#enter()}></pr-failure>` : this.#page(route)}
      </pr-frame>
      ${route.role === "admin" ? html`<pr-compose .session=${session}></pr-compose>` : nothing}
      <pr-toasts></pr-toasts>
    `;
  }

  #page(route: Extract<Route, { role: Role }>) {
    const { postroom } = sessions[route.role];
    // Not known yet: what stands around the page is there already.
    if (!postroom) return nothing;
    switch (route.page) {
      case "login":
        return nothing;
      case "myReports":
        return html`<pr-my-reports .postroom=${postroom} .userId=${sessions.user.person?._id}></pr-my-reports>`;
      case "orders":
        return html`<pr-orders .postroom=${postroom}></pr-orders>`;
      case "reports":
        return html`<pr-reports .postroom=${postroom} .adminId=${sessions.admin.person?._id}></pr-reports>`;
      case "customer":
        return html`<pr-customer .postroom=${postroom} .userId=${route.userId}></pr-customer>`;
    }
  }

  /** Where one may be: who is not logged in goes to the login, who is comes from there to where he wanted. */
  #enter(): void {
    const { route } = this;
    this.error = undefined;
    if (route.page === "home") return this.#go(homeOf(whoIsHere()), true);
    if (route.page === "notFound") return;
    const session = sessions[route.role];
    switch (session.state) {
      case "unknown":
        session.restore().catch((error: unknown) => (this.error = error));
        break;
      case "in":
        remember(route.role);
        if (route.page === "login") this.#go(backTo(route.role, new URLSearchParams(location.search).get("next")), true);
        break;
      case "out":
        // What is being written is not thrown away: the dialog says what happened.
        if (route.page !== "login" && !writing.now) {
          this.#go(loginOf(route.role, location.pathname + location.search), true);
        }
        break;
    }
    this.#watchConnection(session);
    this.requestUpdate();
  }

  #watchConnection({ postroom, state }: Session): void {
    if (this.#connection?.of(postroom)) return;
    this.#connection?.close();
    this.#connection = postroom && state === "in" ? new Connection(postroom) : undefined;
  }

  #go(path: string, instead = false): void {
    if (instead) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
    // To whoever listens as if one had come by the browser's own buttons.
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  #arrive = (): void => {
    this.route = parse(location.pathname);
    window.scrollTo(0, 0);
    this.#enter();
    // Whoever cannot see the page change hears of it.
    void this.updateComplete.then(() => this.renderRoot.querySelector<Frame>("pr-frame")?.focusMain());
  };

  #online = (): void => {
    if (this.error) this.#enter();
  };

  /** Links to pages do not load the document again. */
  #follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || link.hash) return;
    event.preventDefault();
    this.#go(link.pathname + link.search);
  };

  #compose = (event: ComposeEvent): void => {
    this.renderRoot.querySelector<ComposeDialog>("pr-compose")?.open(event.detail);
  };
}

customElements.define("postroom-app", App);
