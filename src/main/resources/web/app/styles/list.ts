import { css } from "lit";

/** A list of rows on one surface. Rows out of sight are not laid out, so a thousand scroll as ten do. */
export const list = css`
  .list {
    overflow: hidden;
    border: 1px solid var(--pr-line);
    border-radius: var(--pr-radius);
    background: var(--pr-surface);
    box-shadow: var(--pr-shadow);
  }
  .list > li {
    content-visibility: auto;
    contain-intrinsic-size: auto 5.5rem;
  }
  .list > li + li {
    border-top: 1px solid var(--pr-line);
  }
`;
