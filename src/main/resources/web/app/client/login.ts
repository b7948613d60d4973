import type { Role } from "./message.js";
import type { AccessToken, PostroomOptions } from "./options.js";

/** What a connection is made with: `new Postroom({ ...login })`. */
export type LoggedIn = Required<Pick<PostroomOptions, "role" | "id" | "token">> & Pick<PostroomOptions, "url">;

export type Session = AccessToken & { id: string };

/** Who is logged in by the cookie of Postroom's own login; null: nobody. */
export const loggedIn = (role: Role, url?: string): Promise<LoggedIn | null> =>
  loggedInBy(() => refresh(role, url), role, url);

/** The same by a login of another kind. */
export async function loggedInBy(
  session: () => Promise<Session | null>,
  role: Role,
  url?: string,
): Promise<LoggedIn | null> {
  let first = await session();
  if (!first) return null;
  const { id } = first;
  const token = async () => {
    const given = first ?? (await session());
    first = null;
    return given;
  };
  return { role, id, token, ...(url !== undefined && { url }) };
}

async function refresh(role: Role, url: string | undefined): Promise<Session | null> {
  const at = new URL(`/api/auth/${role}s/refresh`, url ?? globalThis.location?.href);
  const response = await fetch(at, { method: "POST", credentials: "include" });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`the login answered ${response.status}`);
  const { accessToken, expiresAt, id } = (await response.json()) as { accessToken: string; expiresAt: string; id: string };
  return { token: accessToken, expiresAt, id };
}
