import { RefusedError } from "./errors.js";
import type { ErrorCode } from "./frame.js";
import { addressOf, type PostroomOptions } from "./options.js";
import type { Tokens } from "./tokens.js";

const CODES: Record<number, ErrorCode> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  413: "tooLarge",
  429: "rateLimited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** One call; a token that is not taken is renewed once. */
export async function rest(
  options: PostroomOptions,
  tokens: Tokens,
  path: string,
  init: RequestInit = {},
): Promise<unknown> {
  if (!path.startsWith("/api/")) throw new TypeError("the path of a call begins with /api/");
  for (let renewed = false; ; renewed = true) {
    const token = tokens.isUsed ? await tokens.get() : undefined;
    if (token === null) throw new RefusedError({ code: "unauthorized", message: "nobody is logged in" });
    const headers = new Headers(init.headers);
    if (token) headers.set("Authorization", `Bearer ${token}`);
    if (init.body && !headers.has("Content-Type")) headers.set("Content-Type", "application/json");
    const credentials = token ? "same-origin" : "include";
    const response = await fetch(addressOf(options, path), { credentials, ...init, headers });
    if (response.status === 401 && token && !renewed) {
      tokens.forget(token);
      continue;
    }
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json");
    const body = (isJson && text ? JSON.parse(text) : {}) as { code?: ErrorCode; detail?: string; field?: string };
    if (response.ok) return body;
    throw new RefusedError({
      code: body.code ?? CODES[response.status] ?? "internal",
      message: body.detail ?? `answered ${response.status}`,
      ...(body.field !== undefined && { field: body.field }),
    });
  }
}
