import { css } from "lit";

/** Buttons and fields. */
export const controls = css`
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-height: 2.125rem;
    padding: 0 0.75rem;
    border: 1px solid var(--pr-line-strong);
    border-radius: var(--pr-radius-small);
    background: var(--pr-surface);
    box-shadow: var(--pr-shadow);
    font-size: 0.875rem;
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  .button:hover {
    background: var(--pr-sunken);
  }
  .button:disabled,
  .button[aria-disabled="true"] {
    opacity: 0.55;
    cursor: default;
  }
  .button.primary {
    border-color: transparent;
    background: var(--pr-accent);
    color: var(--pr-on-accent);
  }
  .button.primary:hover:not(:disabled) {
    background: var(--pr-accent-strong);
  }
  .button[aria-pressed="true"] {
    border-color: var(--pr-accent);
    background: var(--pr-accent-soft);
    color: var(--pr-accent-strong);
  }
  .plain {
    border: 0;
    padding: 0;
    background: none;
    text-align: inherit;
    cursor: pointer;
  }
  .input {
    width: 100%;
    min-height: 2.125rem;
    padding: 0.3125rem 0.625rem;
    border: 1px solid var(--pr-line-strong);
    border-radius: var(--pr-radius-small);
    background-color: var(--pr-surface);
    font-size: 0.875rem;
    line-height: 1.5;
    transition: border-color 0.12s;
  }
  select.input {
    padding-inline-end: 1.75rem;
    appearance: none;
    background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='%238a8c98' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4.5 6.5L8 10l3.5-3.5'/%3E%3C/svg%3E");
    background-position: right 0.5rem center;
    background-repeat: no-repeat;
    background-size: 1rem;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .input::placeholder {
    color: var(--pr-muted);
    opacity: 1;
  }
  .input:hover {
    border-color: var(--pr-muted);
  }
  .input:focus-visible,
  .button:focus-visible {
    outline-offset: 1px;
    border-radius: var(--pr-radius-small);
  }
  .input[aria-invalid="true"] {
    border-color: var(--pr-bad);
  }
  .label {
    display: block;
    margin-bottom: 0.25rem;
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .fault {
    color: var(--pr-bad);
    font-size: 0.8125rem;
  }
  /* Below the ring that the field has while it is written in. */
  .input ~ .fault {
    margin-top: 0.5rem;
  }
  @media (max-width: 40rem) {
    /* Smaller text makes phones zoom into the field; smaller targets are hard to hit. */
    .input {
      font-size: 1rem;
    }
    .input,
    .button {
      min-height: 2.5rem;
    }
  }
`;
