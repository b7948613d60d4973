import { LitElement, css, html, nothing } from "lit";
import type { Connection } from "../model/connection.js";
import { timeOfDay } from "../model/format.js";
import { Watch } from "../model/watch.js";
import { base } from "../styles/base.js";
import { texts } from "../texts.js";

/** Tells the truth about the connection; a small dot while all is well. */
export class ConnectionLine extends LitElement {
  static override properties = { connection: { attribute: false } };
  static override styles = [
    base,
    css`
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .dot {
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--pr-good);
      }
      .said {
        padding: 0.1875rem 0.625rem;
        border-radius: 99px;
        background: var(--pr-warn-soft);
        color: var(--pr-warn);
      }
      .said .dot {
        background: currentcolor;
        animation: breathe 1s ease-in-out infinite alternate;
      }
      button {
        border: 0;
        padding: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 2px;
        cursor: pointer;
      }
      @media (max-width: 40rem) {
        /* Beside the rest of the bar there is no room for words: they hang below it. */
        .said {
          position: absolute;
          inset: calc(100% + 1px) 0 auto;
          justify-content: center;
          padding: 0.1875rem;
          border-radius: 0;
        }
      }
      @keyframes breathe {
        to {
          opacity: 0.25;
        }
      }
    `,
  ];
  declare connection: Connection;
  #watch = new Watch<Connection>(this);

  protected override willUpdate(): void {
    if (this.#watch.store !== this.connection) this.#watch.store = this.connection;
  }

  override render() {
    const { state, worthSaying } = this.connection;
    const name = state.state === "idle" ? "connecting" : state.state === "ended" && !this.#loggedOut ? "offline" : state.state;
    return html`<div
      class="line ${worthSaying ? "said" : ""}"
      role="status"
      aria-label=${texts.connection.label}
      data-state=${name}
      title=${name === "offline" ? texts.connection.kept : nothing}
    >
      <span class="dot" aria-hidden="true"></span>
      <span class=${worthSaying ? "" : "hidden"}>${this.#words()}</span>
      ${worthSaying && name === "offline"
        ? html`<button @click=${() => this.connection.connect()}>${texts.connection.now}</button>`
        : nothing}
    </div>`;
  }

  #words(): string {
    const { state } = this.connection;
    switch (state.state) {
      case "live":
        return texts.connection.live;
      case "idle":
      case "connecting":
        return texts.connection.connecting;
      case "offline":
        return texts.connection.offline(timeOfDay(new Date(state.since)));
      case "ended":
        return this.#loggedOut ? texts.connection.ended : texts.connection.offline(timeOfDay(new Date(state.since)));
    }
  }

  /** A session that is over closes its connection by itself, if the server does not. */
  get #loggedOut(): boolean {
    const { state } = this.connection;
    return state.state === "ended" && (state.reason === "unauthorized" || state.reason === "closed");
  }
}

customElements.define("pr-connection", ConnectionLine);
