/** `@postroom/client`: report messages in real time, without loss. */

export { Postroom } from "./postroom.js";
export { loggedIn, loggedInBy, type LoggedIn, type Session } from "./login.js";
export { lines, nobody } from "./lines.js";
export { narrate } from "./narrate.js";
export { RefusedError, UnconfirmedError } from "./errors.js";
export type { Observable } from "./value.js";
export type { ConnectionState, EndReason } from "./connection.js";
export type { EventOf, Problem, RoomJoined, ServerEvent, StartOver, StateIsStale } from "./event.js";
export type {
  ClientFrame,
  ErrorCode,
  Limits,
  ReceiveReportMessage,
  Refusal,
  ReportMessagesDelivered,
  ReportMessagesRead,
  ServerFrame,
} from "./frame.js";
export type { InboxPage, Person, ReportDraft, ReportMessage, Role, Sender, Status } from "./message.js";
export type { AccessToken, JoinOptions, Loaded, PostroomOptions, SendOptions } from "./options.js";
