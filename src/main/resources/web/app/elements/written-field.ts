import { html } from "lit";
import { MOST } from "../model/faults.js";
import { texts } from "../texts.js";

/** A field that somebody writes in, with how much is written and what is wrong with it. */
export function writtenField(
  id: "title" | "message",
  label: string,
  value: string,
  write: (value: string) => void,
  { isAtFault, said }: { isAtFault: boolean; said: unknown },
) {
  const most = MOST[id];
  const described = `${id}-count ${id}-fault`;
  const written = (event: Event) => write((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  return html`<div>
    <div class="over">
      <label class="label" for=${id}>${label}</label>
      <span class="counter number ${value.length > most ? "fault" : ""}" id="${id}-count">
        ${texts.compose.count(value.length, most)}
      </span>
    </div>
    ${id === "title"
      ? html`<input
          class="input"
          id=${id}
          autocomplete="off"
          dir="auto"
          aria-describedby=${described}
          aria-invalid=${isAtFault}
          .value=${value}
          @input=${written}
        />`
      : html`<textarea
          class="input"
          id=${id}
          rows="6"
          dir="auto"
          aria-describedby=${described}
          aria-invalid=${isAtFault}
          .value=${value}
          @input=${written}
        ></textarea>`}
    ${said}
  </div>`;
}
