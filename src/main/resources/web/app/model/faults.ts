import { RefusedError, type ReportDraft } from "../client/index.js";
import { texts } from "../texts.js";

/** What is wrong with the fields of a message, in words. */
export type Faults = Partial<Record<Field, string>>;
export type Field = "userId" | "orderId" | "paymentId" | "invoiceId" | "status" | "title" | "message";

/** UTF-16 code units, as the server counts. */
export const MOST = { title: 200, message: 2000 };

/** There is a place for each where it can be said. */
const FIELDS: readonly string[] = ["userId", "orderId", "paymentId", "invoiceId", "status", "title", "message"];

/** What is white space to the server, which is not what `trim` takes away. */
const BLANK = /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

/** What the server would find wrong with what was written, all at once. */
export function faultsOf({ title, message }: ReportDraft): Faults {
  const { fault } = texts.compose;
  const faults: Faults = {};
  if (BLANK.test(title)) faults.title = fault.noTitle;
  else if (title.length > MOST.title) faults.title = fault.titleTooLong(MOST.title);
  if (BLANK.test(message)) faults.message = fault.noMessage;
  else if (message.length > MOST.message) faults.message = fault.messageTooLong(MOST.message);
  return faults;
}

/** What the server has found wrong; undefined: not with a field. */
export function faultFrom(error: unknown): Faults | undefined {
  if (!(error instanceof RefusedError) || !error.field || !FIELDS.includes(error.field)) return undefined;
  return { [error.field]: words(error) };
}

function words({ code, field, message }: RefusedError): string {
  const { fault } = texts.compose;
  if (field === "userId" && (code === "notFound" || code === "invalid")) return fault.noCustomer;
  return code === "invalid" ? fault.notTaken(message) : texts.reason[code];
}
