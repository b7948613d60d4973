import { LitElement, html, nothing } from "lit";
import type { Person, ReportDraft, ReportMessage, Status } from "../client/index.js";
import { Draft } from "../model/draft.js";
import type { Field } from "../model/faults.js";
import type { Order } from "../model/order.js";
import { outbox } from "../model/outbox.js";
import { person } from "../model/person.js";
import { reason } from "../model/reason.js";
import type { Session } from "../model/session.js";
import { toasts } from "../model/toasts.js";
import { Watch } from "../model/watch.js";
import { writing } from "../model/writing.js";
import { loginOf } from "../route.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { dialog } from "../styles/dialog.js";
import { texts } from "../texts.js";
import type { Recipient } from "./compose-event.js";
import "./discard.js";
import type { Discard } from "./discard.js";
import { filledField } from "./filled-field.js";
import { orderChoice } from "./order-choice.js";
import { writtenField } from "./written-field.js";

/** Where an admin writes a message. */
export class ComposeDialog extends LitElement {
  static override properties = {
    session: { attribute: false },
    recipient: { state: true },
    person: { state: true },
    order: { state: true },
    orders: { state: true },
    unread: { state: true },
    heading: { state: true },
    text: { state: true },
    status: { state: true },
  };
  static override styles = [base, controls, dialog];
  declare session: Session;
  declare private recipient: Recipient | undefined;
  declare private person: Person | undefined;
  declare private order: Order | undefined;
  /** To choose from, where none is given. */
  declare private orders: readonly Order[];
  /** Why the customer or the order could not be read. */
  declare private unread: unknown;
  declare private heading: string;
  declare private text: string;
  declare private status: Status;
  #draft = new Watch<Draft>(this);
  #login = new Watch<Session>(this);
  #out = false;

  /** Empty, for somebody. */
  open(recipient: Recipient): void {
    this.recipient = recipient;
    this.#begin();
    this.heading = this.text = "";
    this.status = "Info";
    void this.#fill(recipient);
    writing.set(true);
    void this.updateComplete.then(() => {
      this.#dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("#title")?.focus();
    });
  }

  #begin(): void {
    this.#draft.store?.end();
    const draft = new Draft(this.session.person?._id);
    draft.late = (message) => draft === this.#draft.store && this.#sent(message);
    this.#draft.store = draft;
  }

  protected override willUpdate(): void {
    if (this.#login.store !== this.session) this.#login.store = this.session;
    const out = this.session.state === "out";
    if (this.#out && !out) this.#draft.store?.loggedIn(this.session.person);
    this.#out = out;
  }

  protected override updated(): void {
    this.#guard(this.recipient !== undefined && this.#isWritten);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#draft.store?.end();
    this.#guard(false);
    writing.set(false);
  }

  override render() {
    if (!this.recipient) return nothing;
    return html`<dialog aria-labelledby="heading" @keydown=${this.#pressed} @cancel=${this.#cancelled} @close=${this.#closed}>
      <form novalidate @submit=${this.#submit}>
        <div class="top">
          <h2 id="heading">${texts.compose.title}</h2>
          <button class="plain cross" type="button" aria-label=${texts.compose.close} @click=${this.#leave}>✕</button>
        </div>
        <p class="banner" role="note" dir="auto">
          ${this.person ? texts.compose.to(this.person.name, this.person.email) : texts.loading}
        </p>
        <div class="body">
          ${this.unread ? this.#loadFailed() : nothing} ${this.#filled()} ${this.#written()}
        </div>
        ${this.#foot()}
      </form>
    </dialog>
    <pr-discard></pr-discard>`;
  }

  #filled() {
    const { recipient, person, order } = this;
    const { field } = texts;
    return html`<div class="filled-fields">
      ${filledField("user", field.user, person?.name, this.#faultAt("userId", "user"))}
      ${recipient?.orderId
        ? filledField("order", field.order, order?._id ?? recipient.orderId, this.#faultAt("orderId", "order"))
        : orderChoice(
            this.orders,
            order,
            (chosen) => this.#rewrite("orderId", () => (this.order = chosen)),
            this.#faultAt("orderId", "order"),
          )}
      ${filledField("payment", field.payment, order?.paymentId, this.#faultAt("paymentId", "payment"))}
      ${filledField("invoice", field.invoice, order?.invoiceId, this.#faultAt("invoiceId", "invoice"))}
    </div>`;
  }

  #written() {
    const { compose } = texts;
    return html`
      <div>
        <label class="label" for="status">${compose.status}</label>
        <select
          class="input"
          id="status"
          aria-describedby="status-fault"
          aria-invalid=${this.#isAtFault("status")}
          @change=${(event: Event) =>
            this.#rewrite("status", () => (this.status = (event.target as HTMLSelectElement).value as Status))}
        >
          ${Object.entries(texts.status).map(
            ([status, word]) => html`<option value=${status} ?selected=${status === this.status}>${word}</option>`,
          )}
        </select>
        ${this.#faultAt("status", "status")}
      </div>
      ${writtenField("title", compose.messageTitle, this.heading, (title) => this.#rewrite("title", () => (this.heading = title)), {
        isAtFault: this.#isAtFault("title"),
        said: this.#faultAt("title", "title"),
      })}
      ${writtenField("message", compose.message, this.text, (text) => this.#rewrite("message", () => (this.text = text)), {
        isAtFault: this.#isAtFault("message"),
        said: this.#faultAt("message", "message"),
      })}
    `;
  }

  #foot() {
    const draft = this.#draft.store;
    const { compose } = texts;
    const sending = draft?.state === "sending";
    const loggedOut = this.session.state === "out" || draft?.fault?.kind === "loggedOut";
    const content = this.#content();
    const said = sending && !loggedOut ? undefined : draft?.said(content, loggedOut);
    return html`<div class="foot">
      <p class="author" role="status" dir="auto">${draft?.other ? compose.author(draft.other.name) : nothing}</p>
      ${said
        ? html`<p class="reason" role="alert">
            ${said}
            ${loggedOut ? html`<a href=${loginOf("admin")} target="_blank">${compose.logInAgain}</a>` : nothing}
          </p>`
        : nothing}
      <button class="button" type="button" @click=${this.#leave}>${compose.cancel}</button>
      <button class="button primary" aria-disabled=${sending}>
        ${sending ? compose.sending : said && !draft?.isSecond(content) ? texts.tryAgain : compose.send}
      </button>
    </div>`;
  }

  #loadFailed() {
    return html`<p class="reason" role="alert">
      ${texts.compose.loadFailed} ${reason(this.unread)}
      <button class="plain" type="button" @click=${() => this.recipient && this.#fill(this.recipient)}>
        ${texts.tryAgain}
      </button>
    </p>`;
  }

  #isAtFault(field: Field): boolean {
    return this.#draft.store?.faults[field] !== undefined;
  }

  #faultAt(field: Field, id: string) {
    return html`<p class="fault" id="${id}-fault" aria-live="polite">${this.#draft.store?.faults[field] ?? nothing}</p>`;
  }

  #rewrite(field: Field, write: () => void): void {
    write();
    this.#draft.store?.rewritten(field, this.#content());
  }

  /** Who and about what, as the backend has it. */
  async #fill(recipient: Recipient): Promise<void> {
    const { postroom } = this.session;
    if (!postroom) return;
    this.person = this.order = this.unread = undefined;
    this.orders = [];
    const { userId, orderId } = recipient;
    const orders = orderId
      ? postroom.fetch<Order>(`/api/orders/${orderId}`).then((order) => [order])
      : postroom.fetch<{ orders: Order[] }>(`/api/users/${userId}/orders`).then(({ orders }) => orders);
    try {
      const [somebody, theirs] = await Promise.all([person(postroom, userId), orders]);
      if (this.recipient !== recipient) return;
      this.person = somebody;
      this.orders = theirs;
      if (orderId) this.order = theirs[0];
    } catch (error) {
      if (this.recipient === recipient) this.unread = error;
    }
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const draft = this.#draft.store;
    const message = await draft?.send(this.session, this.#content());
    if (message && draft === this.#draft.store) {
      this.#sent(message);
    } else {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }

  #sent(message: ReportMessage): void {
    toasts.say(texts.compose.sent);
    this.#close();
    outbox.tell(message);
  }

  #content(): ReportDraft {
    const { recipient, order } = this;
    const about = { orderId: order?._id ?? recipient?.orderId, paymentId: order?.paymentId, invoiceId: order?.invoiceId };
    return {
      userId: recipient?.userId ?? "",
      // JSON leaves out what is undefined.
      ...(JSON.parse(JSON.stringify(about)) as Pick<ReportDraft, "orderId" | "paymentId" | "invoiceId">),
      title: this.heading,
      message: this.text,
      status: this.status,
    };
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  get #isWritten(): boolean {
    return this.heading !== "" || this.text !== "";
  }

  /** Without what was written only if that is what is wanted. */
  async #leave(): Promise<void> {
    const discard = this.renderRoot.querySelector<Discard>("pr-discard");
    if (!this.#isWritten || (await discard?.ask())) this.#close();
  }

  /** Whether the browser asks before the page goes with what was written. */
  #guard(on: boolean): void {
    if (on) window.addEventListener("beforeunload", this.#unload);
    else window.removeEventListener("beforeunload", this.#unload);
  }

  #unload = (event: BeforeUnloadEvent): void => event.preventDefault();

  #pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    void this.#leave();
  }

  #cancelled(event: Event): void {
    event.preventDefault();
    void this.#leave();
  }

  #close(): void {
    this.heading = this.text = "";
    this.#dialog?.close();
  }

  #closed(): void {
    if (this.#isWritten) {
      // A browser closes it unasked, for instance when one goes back twice.
      this.#dialog?.showModal();
      void this.#leave();
      return;
    }
    this.#draft.store?.end();
    this.recipient = undefined;
    writing.set(false);
  }
}

customElements.define("pr-compose", ComposeDialog);
