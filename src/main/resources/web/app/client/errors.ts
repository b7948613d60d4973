import type { ErrorCode, Refusal } from "./frame.js";

/** The server said no: nothing of it was done, except that after `unavailable` and `internal` it may have been. */
export class RefusedError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  /** Of a send: with it the same may be sent again, and never makes a second message. */
  readonly clientMessageId?: string;

  constructor(refusal: Refusal, clientMessageId?: string) {
    super(refusal.message);
    this.name = "RefusedError";
    this.code = refusal.code;
    if (refusal.field !== undefined) this.field = refusal.field;
    if (clientMessageId !== undefined) this.clientMessageId = clientMessageId;
  }
}

/** Nobody waits for the answer any more: aborted (`cause` is the signal's reason), or the connection has ended. */
export class UnconfirmedError extends Error {
  /** Whether it was ever put on the wire: if so it may have been done, although no answer came. */
  readonly mayBeDone: boolean;
  /** Of a send: with it the same may be sent again, and never makes a second message. */
  readonly clientMessageId?: string;

  constructor(message: string, mayBeDone: boolean, clientMessageId?: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnconfirmedError";
    this.mayBeDone = mayBeDone;
    if (clientMessageId !== undefined) this.clientMessageId = clientMessageId;
  }
}
