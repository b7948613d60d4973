import { css, html } from "lit";

export const avatarStyle = css`
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.125rem;
    height: 2.125rem;
    border-radius: 50%;
    background: var(--pr-sunken);
    color: var(--pr-muted);
    font-size: 0.75rem;
    font-weight: 600;
    letter-spacing: 0.02em;
  }
`;

/** The first letters of a name. */
export function avatar(name: string) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
  return html`<span class="avatar" aria-hidden="true">${letters}</span>`;
}
