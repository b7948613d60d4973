import { RefusedError, type Refusal } from "../client/index.js";

/** The server said no. */
export class Refused extends RefusedError {
  readonly status: number;
  /** Seconds, where the server says when to come back. */
  readonly retryAfter: number | undefined;

  constructor(status: number, refusal: Refusal, retryAfter: number | undefined) {
    super(refusal);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Calls REST where there is no token yet: login, refresh, logout. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request: RequestInit = { method, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "content-type": "application/json" };
  }
  const answer = await fetch(path, request);
  const json = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  if (answer.ok) return json as T;
  const after = Number(answer.headers.get("retry-after"));
  throw new Refused(
    answer.status,
    { code: json?.code ?? "internal", message: json?.detail ?? answer.statusText, field: json?.field },
    after || undefined,
  );
}
