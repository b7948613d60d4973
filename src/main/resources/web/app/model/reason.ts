import { RefusedError, UnconfirmedError } from "../client/index.js";
import { texts } from "../texts.js";

/** Why something did not work, in words for whoever is before the screen. */
export function reason(error: unknown): string {
  if (error instanceof UnconfirmedError) return texts.reason.unconfirmed;
  if (error instanceof RefusedError) {
    return error.code === "invalid" ? error.message : texts.reason[error.code];
  }
  return texts.reason.unreachable;
}
