import type { ReportMessage, ReportMessagesDelivered, ReportMessagesRead } from "../client/index.js";

/** Receipts fill only what is unset; a list that none of it concerns is given back as it was. */
export function withReceipt(
  messages: readonly ReportMessage[],
  event: ReportMessagesDelivered | ReportMessagesRead,
): readonly ReportMessage[] {
  let touched = false;
  const next = messages.map((message) => {
    const after = message.userId._id === event.userId ? filled(message, event) : message;
    touched ||= after !== message;
    return after;
  });
  return touched ? next : messages;
}

/** What was read again, unless a receipt overtook it. */
export function later(shown: ReportMessage, read: ReportMessage | undefined): ReportMessage {
  if (!read || (shown.isRead && !read.isRead) || (shown.deliveredAt && !read.deliveredAt)) return shown;
  return read;
}

function filled(message: ReportMessage, event: ReportMessagesDelivered | ReportMessagesRead): ReportMessage {
  if (event.type === "reportMessagesDelivered") {
    return message.seq <= event.upTo && !message.deliveredAt ? { ...message, deliveredAt: event.deliveredAt } : message;
  }
  const named = event.messageIds?.includes(message._id) ?? message.seq <= (event.upTo ?? 0);
  if (!named || message.readAt) return message;
  return { ...message, isRead: true, readAt: event.readAt, deliveredAt: message.deliveredAt ?? event.readAt };
}
