import { css } from "lit";

export const dialog = css`
  dialog {
    width: min(36rem, calc(100vw - 2rem));
    max-height: min(48rem, calc(100dvh - 2rem));
    padding: 0;
    border: 1px solid var(--pr-line);
    border-radius: calc(var(--pr-radius) + 4px);
    background: var(--pr-surface);
    color: var(--pr-text);
    box-shadow: var(--pr-shadow-high);
  }
  dialog[open] {
    display: grid;
    animation: rise 0.16s ease-out;
  }
  dialog::backdrop {
    background: rgb(10 11 15 / 0.45);
  }
  form {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    min-height: 0;
    max-height: inherit;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.875rem 0.75rem 0.875rem 1.25rem;
  }
  .top h2 {
    font-size: 1.0625rem;
    font-weight: 650;
  }
  .cross {
    display: grid;
    place-items: center;
    width: 2rem;
    height: 2rem;
    border-radius: var(--pr-radius-small);
    color: var(--pr-muted);
  }
  .cross:hover {
    background: var(--pr-sunken);
  }
  .banner {
    padding: 0.5rem 1.25rem;
    background: var(--pr-accent-soft);
    color: var(--pr-accent-strong);
    font-size: 0.875rem;
    font-weight: 550;
    overflow-wrap: anywhere;
  }
  .body {
    display: grid;
    gap: 0.875rem;
    align-content: start;
    overflow-y: auto;
    padding: 1rem 1.25rem;
  }
  .filled-fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.75rem;
  }
  /* What tells orders apart needs the room. */
  .filled-fields:has(select) > :nth-child(-n + 2) {
    grid-column: 1 / -1;
  }
  .input.filled,
  .input.filled:hover {
    border-color: var(--pr-good-line);
    background-color: var(--pr-good-soft);
    color: var(--pr-good);
    text-overflow: ellipsis;
  }
  /* Ids lose their start where there is no room. */
  input#order {
    direction: rtl;
    text-align: left;
  }
  .over {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
  }
  .counter {
    color: var(--pr-muted);
    font-size: 0.75rem;
  }
  .counter.fault {
    color: var(--pr-bad);
    font-weight: 600;
  }
  .fault:not(.counter):empty {
    display: none;
  }
  textarea.input {
    display: block;
    resize: vertical;
    min-height: 7rem;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.5rem;
    padding: 0.75rem 1.25rem;
    border-top: 1px solid var(--pr-line);
    background: var(--pr-sunken);
  }
  .reason {
    flex: 1 1 100%;
    padding: 0.5rem 0.75rem;
    border-radius: var(--pr-radius-small);
    background: var(--pr-bad-soft);
    color: var(--pr-bad);
    font-size: 0.875rem;
  }
  .author {
    flex: 1 1 100%;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .author:empty {
    display: none;
  }
  .reason a,
  .reason button {
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(0.5rem);
    }
  }
  @media (max-width: 40rem) {
    dialog {
      width: 100vw;
      max-width: none;
      max-height: 94dvh;
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-radius: calc(var(--pr-radius) + 6px) calc(var(--pr-radius) + 6px) 0 0;
    }
    .filled-fields {
      grid-template-columns: 1fr 1fr;
    }
    .foot .button {
      flex: 1;
    }
  }
`;
