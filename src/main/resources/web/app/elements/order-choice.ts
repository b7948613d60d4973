import { html } from "lit";
import { amount, day } from "../model/format.js";
import type { Order } from "../model/order.js";
import { texts } from "../texts.js";
import { tail } from "./id.js";

/** Which of a customer's orders a message is about, if any; undefined: none. */
export function orderChoice(
  orders: readonly Order[],
  chosen: Order | undefined,
  choose: (order: Order | undefined) => void,
  fault: unknown,
) {
  const change = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    choose(orders.find(({ _id }) => _id === value));
  };
  return html`<div>
    <label class="label" for="order">${texts.compose.about}</label>
    <select class="input ${chosen ? "filled" : ""}" id="order" aria-describedby="order-fault" @change=${change}>
      <option value="" ?selected=${!chosen}>${texts.compose.noOrder}</option>
      ${orders.map(
        (order) => html`<option value=${order._id} ?selected=${order._id === chosen?._id}>${toldApart(order)}</option>`,
      )}
    </select>
    ${fault}
  </div>`;
}

function toldApart({ _id, createdAt, total, status }: Order): string {
  return [tail(_id), day(new Date(createdAt)), amount(total), status].filter(Boolean).join(" · ");
}
