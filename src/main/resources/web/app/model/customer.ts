import type { Person, ReportMessage } from "../client/index.js";

/** A customer in the list of an admin. */
export interface Customer extends Person {
  unread: number;
  last?: ReportMessage;
}
