import { html } from "lit";
import { texts } from "../texts.js";

/** A field that the backend has filled in; it can be read and copied, not changed. */
export function filledField(id: string, label: string, value: string | undefined, fault: unknown) {
  return html`<div>
    <label class="label" for=${id}>${label}</label>
    <input
      class="input number ${value ? "filled" : ""}"
      id=${id}
      readonly
      .value=${value ?? ""}
      placeholder=${texts.field.none}
      aria-describedby="${id}-fault"
    />
    ${fault}
  </div>`;
}
