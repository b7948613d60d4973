import { css } from "lit";

/** A row of a list: what it is, what can be done with it. */
export const row = css`
  article {
    position: relative;
    padding: 0.75rem 1rem;
    transition: background-color 0.12s;
  }
  article:hover {
    background: var(--pr-sunken);
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .main {
    flex: 1;
    min-width: 0;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 550;
    letter-spacing: -0.005em;
  }
  .cover {
    display: block;
    overflow: hidden;
    max-width: 100%;
    font-weight: inherit;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* The whole row is the target, but for the buttons above it. */
  .cover::after {
    content: "";
    position: absolute;
    inset: 0;
  }
  .cover:focus-visible {
    outline: none;
  }
  .cover:focus-visible::after {
    outline: 2px solid var(--pr-accent);
    outline-offset: -3px;
    border-radius: var(--pr-radius);
  }
  .row > .button {
    position: relative;
    flex: none;
  }
  .sub {
    display: flex;
    gap: 0.5rem;
    overflow: hidden;
    color: var(--pr-muted);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .sub > * {
    overflow: hidden;
    min-width: 0;
    text-overflow: ellipsis;
  }
  .sub > :last-child:not(:only-child) {
    flex: none;
  }
  .sub > * + *::before {
    content: "·";
    margin-inline-end: 0.5rem;
  }
  @media (max-width: 40rem) {
    .row {
      flex-wrap: wrap;
      gap: 0.25rem 0.75rem;
    }
    /* What can be done comes on a line of its own. */
    .row:has(> .button)::after {
      content: "";
      flex-basis: 100%;
      order: 1;
    }
    .row > .button {
      order: 2;
    }
  }
`;
