import { css } from "lit";

/** A list of rows on one surface. Rows out of sight are not laid out, so a thousand scroll as ten do. */
export const list = css`
  /* How high a closed message is, and a row of another kind: so nothing jumps when it comes. */
  :host {
    --row: 4.75rem;
  }
  .rows {
    --row: 4.1875rem;
  }
  @media (max-width: 40rem) {
    :host {
      --row: 6.625rem;
    }
    .rows:not(.short) {
      --row: 7.1875rem;
    }
  }
  .list {
    overflow: hidden;
    border: 1px solid var(--pr-line);
    border-radius: var(--pr-radius);
    background: var(--pr-surface);
    box-shadow: var(--pr-shadow);
  }
  .list > li {
    content-visibility: auto;
    contain-intrinsic-size: auto var(--row);
  }
  .list > li + li {
    border-top: 1px solid var(--pr-line);
  }
`;
