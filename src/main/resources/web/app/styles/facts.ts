import { css } from "lit";

/** Names and values beside each other, as many columns as there is room for. */
export const facts = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13.5rem), 1fr));
    gap: 0.75rem 1.5rem;
    font-size: 0.875rem;
  }
  @media (max-width: 40rem) {
    .facts {
      grid-template-columns: 1fr 1fr;
      gap: 0.625rem 1rem;
    }
    .facts .wide {
      grid-column: 1 / -1;
    }
  }
  .facts dt {
    color: var(--pr-muted);
    font-size: 0.75rem;
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
`;
