/**
 * The service of the system that Postroom replaces, by its names: an application that had `services/socket.js` imports
 * this instead. It connects when imported; what it is to know is said before, in `globalThis.POSTROOM`.
 */

import { RefusedError } from "./errors.js";
import type { ReportDraft, ReportMessage, Role } from "./message.js";
import type { AccessToken, PostroomOptions } from "./options.js";
import { Postroom } from "./postroom.js";
import { Listeners } from "./value.js";

export interface SocketOptions {
  /** False: not before `initializeSocket()`. */
  connect?: boolean;
  /** Where Postroom is. Default: where the page is from. */
  url?: string;
  /** Default: `admin` on pages below `/admin`, else `user`. */
  role?: Role;
  /** Who is logged in, and a token. Default: by the refresh cookie of Postroom's own login. */
  session?: () => Promise<(AccessToken & { id: string }) | null>;
  /** Default: as the seed's, 5 attempts, the first after a second at most. */
  reconnect?: PostroomOptions["reconnect"];
  shared?: boolean;
}

/** The payload of `receiveReportMessage` and of a confirmed send. */
export interface Response {
  success: true;
  message: ReportMessage;
}

declare global {
  // eslint-disable-next-line no-var
  var POSTROOM: SocketOptions | undefined;
}

const callbacks = new Listeners<Response>();
let socket: Promise<Postroom> | undefined;
let connected: Postroom | null = null;
/** Who was told to disconnect while it was still starting does not connect afterwards. */
let starts = 0;

/** Connects, once. Resolved when it is known who is logged in; rejected if nobody is. */
export function initializeSocket(options: SocketOptions = globalThis.POSTROOM ?? {}): Promise<Postroom> {
  socket ??= start(options).catch((error: unknown) => {
    socket = undefined;
    throw error;
  });
  return socket;
}

/** The connection, if there is one. */
export function getSocket(): Postroom | null {
  return connected;
}

/** Joins the user's room; it stays joined over reconnects. */
export async function joinUserRoom(userId: string): Promise<void> {
  const postroom = await initializeSocket();
  await postroom.join(userId);
  console.log(`👤 Joined user room: ${userId}`);
}

/** Resolved with the response when the message is stored; rejected with `code`, `message` and `field`. */
export async function sendReportMessage(data: ReportDraft): Promise<Response> {
  const postroom = await initializeSocket();
  const message = await postroom.send(data);
  console.log(`📨 Report message sent to user ${data.userId}`);
  return { success: true, message };
}

/** Calls with each message, once and in order, until the returned function ends it. */
export function onReceiveReportMessage(callback: (response: Response) => void): () => void {
  return callbacks.add(callback);
}

export function disconnectSocket(): void {
  starts++;
  connected?.close();
  connected = null;
  socket = undefined;
}

async function start(options: SocketOptions): Promise<Postroom> {
  const role = options.role ?? (globalThis.location?.pathname.startsWith("/admin") ? "admin" : "user");
  const session = options.session ?? (() => refreshed(options.url, role));
  const mine = ++starts;
  let first = await session();
  if (!first) throw new RefusedError({ code: "unauthorized", message: "nobody is logged in" });
  if (mine !== starts) throw new DOMException("disconnected", "AbortError");
  const { id } = first;
  const postroom = new Postroom({
    role,
    id,
    token: async () => {
      const given = first ?? (await session());
      first = null;
      return given;
    },
    reconnect: options.reconnect ?? { attempts: 5, delayMs: 1000 },
    shared: options.shared ?? false,
    ...(options.url !== undefined && { url: options.url }),
  });
  connected = postroom;
  postroom.connection.subscribe((now) => {
    if (now.state === "live") console.log(`🔌 Socket connected: ${id}`);
    // Logged out: the next call begins anew, for whoever is logged in then.
    if (now.state === "ended" && now.reason === "unauthorized" && connected === postroom) disconnectSocket();
  });
  postroom.on("receiveReportMessage", ({ success, message }) => {
    console.log(`📨 New report message received: ${message.title}`);
    callbacks.call({ success, message });
  });
  return postroom;
}

async function refreshed(url: string | undefined, role: Role): Promise<(AccessToken & { id: string }) | null> {
  const at = new URL(`/api/auth/${role}s/refresh`, url ?? globalThis.location?.href);
  const response = await fetch(at, { method: "POST", credentials: "include" });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const { accessToken, expiresAt, id } = (await response.json()) as { accessToken: string; expiresAt: string; id: string };
  return { token: accessToken, expiresAt, id };
}

if (globalThis.POSTROOM?.connect !== false) initializeSocket().catch((error: unknown) => console.warn(error));
