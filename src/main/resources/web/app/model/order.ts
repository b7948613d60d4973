import type { Person } from "../client/index.js";

export interface Order {
  _id: string;
  userId: string;
  paymentId?: string;
  invoiceId?: string;
  status: string;
  total: number;
  createdAt: string;
}

/** A customer in the list of an admin. */
export interface Customer extends Person {
  unread: number;
  last?: import("../client/index.js").ReportMessage;
}
