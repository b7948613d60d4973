import { css } from "lit";

/** The head of a page and what stands below it. */
export const page = css`
  :host {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    min-height: 2.5rem;
  }
  .head h1 {
    flex: 1 1 auto;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .count {
    display: inline-block;
    margin-inline-start: 0.375rem;
    padding: 0.0625rem 0.5rem;
    border-radius: 99px;
    background: var(--pr-accent-soft);
    color: var(--pr-accent-strong);
    font-size: 0.8125rem;
    font-weight: 600;
    letter-spacing: 0;
    vertical-align: 0.1875rem;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .tools > pr-search {
    flex: 1 1 14rem;
  }
`;
