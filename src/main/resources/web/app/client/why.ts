import { RefusedError } from "./errors.js";
import type { Refusal } from "./frame.js";
import { nobody } from "./lines.js";
import type { Person, Role } from "./message.js";
import { addressOf, type PostroomOptions } from "./options.js";
import { rest } from "./rest.js";
import type { Tokens } from "./tokens.js";

/** An answer that takes longer is none. */
const PATIENCE_MS = 10_000;

export interface Found {
  why: Refusal;
  /** It is not the token that there is now. */
  takes?: boolean;
  /** Before, nothing answered. */
  isBack?: boolean;
}

/** Why no socket opens. A page is not told by its browser, so it asks over REST. `forbidden`: somebody else is logged in. */
export async function whyNot(options: PostroomOptions, tokens: Tokens): Promise<Found> {
  const { role, id } = options;
  const { origin } = addressOf(options, "/");
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const me = (await rest(options, tokens, "/api/auth/me", { signal })) as Partial<Person & { role: Role }>;
    if (me._id !== undefined && (me._id !== id || me.role !== role)) {
      return { why: { code: "forbidden", message: `${me.role} ${me._id} is logged in, and not ${role} ${id}` } };
    }
  } catch (error) {
    if (!(error instanceof RefusedError)) {
      const message = `${origin} does not answer, or does not let this page in (its log says so)`;
      return { why: { code: "unavailable", message } };
    }
    const { code, message } = error;
    if (code === "unauthorized") return { why: { code, message: `${nobody(role)} (${message})` } };
    // A person of another system may not be in the store, and is let in all the same.
    if (code !== "notFound") return { why: { code: "unavailable", message: `${origin} says: ${message}` } };
  }
  return { why: { code: "unavailable", message: `${origin} answers, but opens no socket` }, takes: true };
}
