/** What an application is told, by `Postroom.on`. */

import type {
  ErrorCode,
  ErrorFrame,
  ReceiveReportMessage,
  ReportMessagesDelivered,
  ReportMessagesRead,
} from "./frame.js";

/** The room is joined, for the first time or again: everything up to `seq` was handed on. */
export interface RoomJoined {
  type: "userRoomJoined";
  userId: string;
  seq: number;
  /** What is unread up to `seq`; `Postroom.unread` keeps count. */
  unread: number;
}

/**
 * Receipts may have been missed: read the state again over REST, now. The random moment that the server asks for has
 * been waited for already. Without `userId`: all that this admin has sent. Also told after a reconnect.
 */
export interface StateIsStale {
  type: "stateStale";
  userId?: string;
}

/**
 * What is shown of this room is no longer true (a backup was restored): forget it. If the join was given a `load`, it
 * is called next; otherwise read over REST once `userRoomJoined` comes.
 */
export interface StartOver {
  type: "startOver";
  userId: string;
  reason: "resync" | "log";
}

/** Something was refused that no promise waits for; with `userId`: that room was lost and is no longer joined. */
export interface Problem {
  type: "error";
  code: ErrorCode;
  message: string;
  field?: string;
  userId?: string;
}

export type ServerEvent =
  | ReceiveReportMessage
  | ReportMessagesDelivered
  | ReportMessagesRead
  | RoomJoined
  | StateIsStale
  | StartOver
  | Problem;

export type EventOf<T extends ServerEvent["type"]> = Extract<ServerEvent, { type: T }>;

export const problem = ({ code, message, field }: ErrorFrame): Problem => ({
  type: "error",
  code,
  message,
  ...(field !== undefined && { field }),
});
