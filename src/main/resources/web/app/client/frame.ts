/** The frames of the wire, both directions; held to the server's golden frames by a test. */

import type { ReportDraft, ReportMessage, Role } from "./message.js";

export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "tooLarge"
  | "rateLimited"
  | "unavailable"
  | "internal";

export interface Refusal {
  code: ErrorCode;
  message: string;
  /** The field at fault, where there is one. */
  field?: string;
}

export interface Limits {
  frame: number;
  title: number;
  message: number;
  sendsInFlight: number;
}

export interface Welcome {
  type: "welcome";
  role: Role;
  id: string;
  /** The store's history; another one after a backup was restored. */
  log: string;
  limits: Limits;
  heartbeatMs: number;
}

export interface ReceiveReportMessage {
  type: "receiveReportMessage";
  seq: number;
  success: true;
  message: ReportMessage;
}

export interface UserRoomJoined {
  type: "userRoomJoined";
  ref?: string;
  userId: string;
  seq: number;
  unread: number;
}

export interface Resync {
  type: "resync";
  ref?: string;
  userId: string;
  seq: number;
}

export type ReportMessageSent =
  | { type: "reportMessageSent"; ref?: string; success: true; message: ReportMessage }
  | { type: "reportMessageSent"; ref?: string; success: false; error: Refusal };

export interface ReportMessagesDelivered {
  type: "reportMessagesDelivered";
  userId: string;
  upTo: number;
  deliveredAt: string;
}

export interface ReportMessagesRead {
  type: "reportMessagesRead";
  userId: string;
  messageIds?: string[];
  upTo?: number;
  readAt: string;
  seq: number;
  unread: number;
}

export interface StateStale {
  type: "stateStale";
  /** Whose room; left out: all that this admin has sent. */
  userId?: string;
  withinMs: number;
}

export interface Heartbeat {
  type: "heartbeat";
}

export interface Done {
  type: "done";
  ref: string;
}

export interface ErrorFrame extends Refusal {
  type: "error";
  ref?: string;
}

export interface GoingAway {
  type: "goingAway";
  reconnectWithinMs: number;
}

export type ServerFrame =
  | Welcome
  | ReceiveReportMessage
  | UserRoomJoined
  | Resync
  | ReportMessageSent
  | ReportMessagesDelivered
  | ReportMessagesRead
  | StateStale
  | Heartbeat
  | Done
  | ErrorFrame
  | GoingAway;

export interface JoinUserRoom {
  type: "joinUserRoom";
  ref?: string;
  userId: string;
  after?: number;
}

export interface LeaveUserRoom {
  type: "leaveUserRoom";
  ref?: string;
  userId: string;
}

export interface SendReportMessage extends ReportDraft {
  type: "sendReportMessage";
  ref?: string;
  clientMessageId?: string;
}

export interface MarkRead {
  type: "markRead";
  ref?: string;
  messageId: string;
}

export interface MarkAllRead {
  type: "markAllRead";
  ref?: string;
  upTo?: number;
}

export interface Ack {
  type: "ack";
  ref?: string;
  seq: number;
}

export interface RefreshToken {
  type: "refreshToken";
  ref?: string;
  token: string;
}

export type ClientFrame =
  | JoinUserRoom
  | LeaveUserRoom
  | SendReportMessage
  | MarkRead
  | MarkAllRead
  | Ack
  | RefreshToken;
