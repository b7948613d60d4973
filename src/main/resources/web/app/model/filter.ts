import type { ReportMessage, Status } from "../client/index.js";
import { texts } from "../texts.js";

/** What of a room is to be seen. */
export interface Filter {
  q: string;
  unread: boolean;
  status: Status | "";
  orderId: string;
}

export const everything: Filter = { q: "", unread: false, status: "", orderId: "" };

export function isEverything(filter: Filter): boolean {
  return !filter.q && !filter.unread && !filter.status && !filter.orderId;
}

/** As it stands in the address of a page. */
export function addressed(filter: Filter): URLSearchParams {
  const { q, unread, status, orderId: order } = filter;
  const all = { q, unread: unread ? "true" : "", status, order };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
}

/** What an address says that makes no sense is passed over. */
export function filterFrom(address: URLSearchParams): Filter {
  const status = address.get("status") ?? "";
  return {
    q: address.get("q") ?? "",
    unread: address.get("unread") === "true",
    status: Object.hasOwn(texts.status, status) ? (status as Status) : "",
    orderId: address.get("order") ?? "",
  };
}

/** The server knows no filter by order: it is asked for the order's id, and what only mentions it is left out here. */
export function query(filter: Filter): string {
  const query = new URLSearchParams();
  const q = filter.orderId || filter.q;
  if (q) query.set("q", q);
  if (filter.unread) query.set("unread", "true");
  if (filter.status) query.set("status", filter.status);
  return query.toString();
}

/** For what arrives by itself, which no server has filtered. */
export function matches(filter: Filter, message: ReportMessage): boolean {
  if (filter.unread && message.isRead) return false;
  if (filter.status && message.status !== filter.status) return false;
  return concerns(filter, message);
}

/** The part that does not change while a message is shown. */
export function concerns(filter: Filter, message: ReportMessage): boolean {
  if (filter.orderId && message.orderId !== filter.orderId) return false;
  const q = filter.q.toLowerCase();
  return [message.title, message.message, message.orderId, message.paymentId, message.invoiceId].some((text) =>
    (text ?? "").toLowerCase().includes(q),
  );
}
