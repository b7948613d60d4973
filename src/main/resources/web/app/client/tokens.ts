import type { AccessToken } from "./options.js";
import { now } from "./time.js";

/** A token is renewed when so much of its life is over. */
const RENEW_AT = 0.8;
/** However short a token lives, it is not renewed more often. */
const RENEW_MIN_MS = 5_000;

/** The access token there is, and the next one in time. Its life is measured without the clock of the day. */
export class Tokens {
  readonly #source: (() => Promise<AccessToken | null>) | undefined;
  #token: string | undefined;
  #since = 0;
  #life = 0;
  #coming: Promise<string | null> | undefined;

  constructor(source: (() => Promise<AccessToken | null>) | undefined) {
    this.#source = source;
  }

  /** False: the browser's cookie is the token. */
  get isUsed(): boolean {
    return this.#source !== undefined;
  }

  /** One that is good for a while; null: nobody is logged in. */
  get(): Promise<string | null> {
    return this.#token !== undefined && this.renewIn() > 0 ? Promise.resolve(this.#token) : this.renew();
  }

  /** A new one. Who asks while one is coming gets that. */
  renew(): Promise<string | null> {
    this.#coming ??= this.#ask().finally(() => {
      this.#coming = undefined;
    });
    return this.#coming;
  }

  /** Milliseconds until the token that there is should be renewed. */
  renewIn(): number {
    return this.#since + Math.max(this.#life * RENEW_AT, RENEW_MIN_MS) - now();
  }

  /** Whether there is one that is not this. */
  isOther(token: string): boolean {
    return this.#token !== undefined && this.#token !== token;
  }

  age(): number {
    return this.#token === undefined ? 0 : now() - this.#since;
  }

  /** The server does not take it. */
  forget(token?: string): void {
    if (token === undefined || token === this.#token) this.#token = undefined;
  }

  async #ask(): Promise<string | null> {
    const asked = now();
    const given = (await this.#source?.()) ?? null;
    this.#token = given?.token;
    this.#since = asked;
    this.#life = given === null ? 0 : life(given);
    return given?.token ?? null;
  }
}

/**
 * How long it lives from now. A clock that says "ended" of a token just given, or "longer than it was made for", is
 * wrong: then the token's own span counts.
 */
function life({ token, expiresAt }: AccessToken): number {
  const left = new Date(expiresAt).getTime() - Date.now();
  const span = spanOf(token);
  return left > 0 && left <= (span ?? Infinity) ? left : (span ?? 0);
}

function spanOf(token: string): number | undefined {
  try {
    const part = token.split(".")[1] ?? "";
    const { iat, exp } = JSON.parse(atob(part.replace(/-/g, "+").replace(/_/g, "/"))) as { iat?: number; exp?: number };
    return iat !== undefined && exp !== undefined && exp > iat ? (exp - iat) * 1000 : undefined;
  } catch {
    return undefined;
  }
}
