import { LitElement, html } from "lit";
import { ago, exact, moment } from "../model/format.js";

const shown = new Set<Time>();
setInterval(() => shown.forEach((time) => time.requestUpdate()), 30_000);

/** A moment, as it is told: how long ago, or with `clock` when; exact on hover. */
export class Time extends LitElement {
  static override properties = { at: {}, clock: { type: Boolean } };
  declare at: string;
  declare clock: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    shown.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shown.delete(this);
  }

  override render() {
    const date = new Date(this.at);
    return html`<time datetime=${this.at} title=${exact(date)}>${this.clock ? moment(date) : ago(date)}</time>`;
  }
}

customElements.define("pr-time", Time);
