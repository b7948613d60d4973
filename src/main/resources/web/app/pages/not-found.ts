import { LitElement, css, html } from "lit";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { texts } from "../texts.js";

/** Said where there is no page. */
export class NotFoundPage extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      main {
        display: grid;
        min-height: 100dvh;
        place-content: center;
        justify-items: center;
        gap: 0.5rem;
        padding: 2rem 1rem 12vh;
        text-align: center;
      }
      p {
        margin-bottom: 0.75rem;
        color: var(--pr-muted);
      }
    `,
  ];

  protected override willUpdate(): void {
    document.title = texts.of(texts.notFound.title);
  }

  override render() {
    const { title, lead, home } = texts.notFound;
    return html`<main>
      <h1 tabindex="-1">${title}</h1>
      <p>${lead}</p>
      <a class="button" href="/">${home}</a>
    </main>`;
  }
}

customElements.define("pr-not-found", NotFoundPage);
