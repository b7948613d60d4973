/**
 * The service of the system that Postroom replaces, by its names: an application that had `services/socket.js` imports
 * this instead. It connects when imported; what it is to know is said before, in `globalThis.POSTROOM`.
 */

import { RefusedError } from "./errors.js";
import { lines, nobody } from "./lines.js";
import type { ReportDraft, ReportMessage, Role } from "./message.js";
import { loggedIn, loggedInBy, type Session } from "./login.js";
import { narrate } from "./narrate.js";
import type { PostroomOptions } from "./options.js";
import { Postroom } from "./postroom.js";
import { Timer } from "./time.js";
import { Listeners } from "./value.js";

export interface SocketOptions {
  /** False: not before `initializeSocket()`. */
  connect?: boolean;
  /** Where Postroom is. Default: where the page is from. */
  url?: string;
  /** Default: `admin` on pages below `/admin`, else `user`. */
  role?: Role;
  /** Who is logged in, and a token. Default: by the refresh cookie of Postroom's own login. */
  session?: () => Promise<Session | null>;
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
  var POSTROOM: SocketOptions | undefined;
}

/** Who is connected for so long without a room has forgotten it. */
const FORGOTTEN_MS = 3_000;

const callbacks = new Listeners<Response>();
let socket: Promise<Postroom> | undefined;
let connected: Postroom | null = null;
const forgotten = new Timer();
/** Who was told to disconnect while it was still starting does not connect afterwards. */
let starts = 0;
/** That were asked for. */
let rooms = 0;

/** Connects, once. Resolved when it is known who is logged in; rejected if nobody is. */
export function initializeSocket(options: SocketOptions = globalThis.POSTROOM ?? {}): Promise<Postroom> {
  socket ??= start(options).catch((error: unknown) => {
    socket = undefined;
    if (error instanceof Error) console.warn(lines.notConnected(error.message));
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
  rooms++;
  forgotten.clear();
  await postroom.join(userId);
}

/** Resolved with the response when the message is stored; rejected with `code`, `message` and `field`. */
export async function sendReportMessage(data: ReportDraft): Promise<Response> {
  const postroom = await initializeSocket();
  const message = await postroom.send(data);
  console.log(lines.sent(data.userId));
  return { success: true, message };
}

/** Calls with each message, once and in order, until the returned function ends it. */
export function onReceiveReportMessage(callback: (response: Response) => void): () => void {
  return callbacks.add(callback);
}

export function disconnectSocket(): void {
  starts++;
  rooms = 0;
  forgotten.clear();
  connected?.close();
  connected = null;
  socket = undefined;
}

async function start(options: SocketOptions): Promise<Postroom> {
  const role = options.role ?? (globalThis.location?.pathname.startsWith("/admin") ? "admin" : "user");
  const mine = ++starts;
  const login = await (options.session
    ? loggedInBy(options.session, role, options.url)
    : loggedIn(role, options.url));
  if (!login) throw new RefusedError({ code: "unauthorized", message: nobody(role) });
  if (mine !== starts) throw new DOMException("disconnected", "AbortError");
  const { id } = login;
  const postroom = new Postroom({
    ...login,
    reconnect: options.reconnect ?? { attempts: 5, delayMs: 1000 },
    shared: options.shared ?? false,
  });
  connected = postroom;
  narrate(postroom, id);
  postroom.connection.subscribe((now) => {
    if (now.state === "live" && role === "user" && rooms === 0) {
      forgotten.set(FORGOTTEN_MS, () => console.warn(lines.noRoom));
    }
    // Logged out: the next call begins anew, for whoever is logged in then.
    if (now.state === "ended" && now.reason === "unauthorized" && connected === postroom) disconnectSocket();
  });
  postroom.on("receiveReportMessage", ({ success, message }) => callbacks.call({ success, message }));
  return postroom;
}

if (globalThis.POSTROOM?.connect !== false) initializeSocket().catch(() => {});
