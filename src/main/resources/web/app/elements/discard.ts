import { LitElement, css, html } from "lit";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";

const YES = "yes";

/** Asks whether what was written is to be thrown away; Escape means no. */
export class Discard extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(22rem, calc(100vw - 2rem));
        padding: 1.25rem;
        border: 1px solid var(--pr-line);
        border-radius: calc(var(--pr-radius) + 4px);
        background: var(--pr-surface);
        color: var(--pr-text);
        box-shadow: var(--pr-shadow-high);
      }
      dialog::backdrop {
        background: rgb(10 11 15 / 0.45);
      }
      p {
        margin-top: 0.375rem;
        color: var(--pr-muted);
        font-size: 0.875rem;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
        margin-top: 1.25rem;
      }
      .bad {
        color: var(--pr-bad);
      }
    `,
  ];
  #answer: ((yes: boolean) => void) | undefined;

  /** Who asks while it is asked gets no. */
  ask(): Promise<boolean> {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return Promise.resolve(false);
    dialog.returnValue = "";
    dialog.showModal();
    this.renderRoot.querySelector("button")?.focus();
    return new Promise((answer) => (this.#answer = answer));
  }

  override render() {
    const { discard, discardLead, keep, discardIt } = texts.compose;
    return html`<dialog role="alertdialog" aria-labelledby="question" aria-describedby="lead" @close=${this.#closed}>
      <h2 id="question">${discard}</h2>
      <p id="lead">${discardLead}</p>
      <div>
        <button class="button" @click=${() => this.#dialog?.close()}>${keep}</button>
        <button class="button bad" @click=${() => this.#dialog?.close(YES)}>${discardIt}</button>
      </div>
    </dialog>`;
  }

  #closed(): void {
    this.#answer?.(this.#dialog?.returnValue === YES);
    this.#answer = undefined;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}

customElements.define("pr-discard", Discard);
