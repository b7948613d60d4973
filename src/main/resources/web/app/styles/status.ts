import { css } from "lit";

/** The pill of a status; those of orders, whose words are not ours, are grey. */
export const status = css`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.3125rem;
    padding: 0.0625rem 0.5rem 0.0625rem 0.4375rem;
    border-radius: 99px;
    background: var(--pr-sunken);
    color: var(--pr-muted);
    font-size: 0.75rem;
    font-weight: 550;
    line-height: 1.25rem;
    white-space: nowrap;
  }
  .status::before {
    content: "";
    width: 0.375rem;
    height: 0.375rem;
    border-radius: 50%;
    background: currentcolor;
  }
  .status.Info {
    background: var(--pr-info-soft);
    color: var(--pr-info);
  }
  .status.Warning {
    background: var(--pr-warn-soft);
    color: var(--pr-warn);
  }
  .status.Issue {
    background: var(--pr-bad-soft);
    color: var(--pr-bad);
  }
  .status.Summary {
    background: var(--pr-summary-soft);
    color: var(--pr-summary);
  }
`;
