import { css, html } from "lit";

/** Where there is no room an id loses its start: such as were made one after the other differ at their end. */
export const idStyle = css`
  .id {
    overflow: hidden;
    min-width: 0;
    direction: rtl;
    text-align: left;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

export function idText(id: string) {
  return html`<span class="id number" title=${id}><bdi>${id}</bdi></span>`;
}

/** For where nothing can be cut, as in a list of choices. */
export function tail(id: string): string {
  return id.length > 16 ? `…${id.slice(-10)}` : id;
}
