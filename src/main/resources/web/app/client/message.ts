/** What a report message is made of, as the server writes it. Dates are ISO 8601 in UTC. */

export type Role = "user" | "admin";
export type Status = "Info" | "Warning" | "Issue" | "Summary";

export interface Person {
  _id: string;
  name: string;
  email: string;
}

export interface Sender {
  _id: string;
  name: string;
}

export interface ReportMessage {
  _id: string;
  /** The number of the message in its room: 1, 2, 3 … */
  seq: number;
  /** Whose room it is in. */
  userId: Person;
  orderId?: string;
  paymentId?: string;
  invoiceId?: string;
  title: string;
  message: string;
  status: Status;
  sentBy: Sender;
  isRead: boolean;
  readAt?: string;
  deliveredAt?: string;
  createdAt: string;
}

/** What an admin writes. Optional ids may be left out, null or empty, which is the same. */
export interface ReportDraft {
  userId: string;
  orderId?: string | null;
  paymentId?: string | null;
  invoiceId?: string | null;
  title: string;
  message: string;
  status: Status;
}

/** The answer of `GET /api/report-messages/user/{userId}`: newest first. */
export interface InboxPage {
  messages: ReportMessage[];
  /** The head of the room. */
  seq: number;
  unread: number;
  /** Null: nothing older is there. */
  nextBefore: number | null;
}
