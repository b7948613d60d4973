import type { Role } from "./message.js";

/**
 * What is written to the console: of what happens the lines of the system that Postroom replaces, to the letter; and
 * why nothing arrives, which was left to a page of its manual.
 */
export const lines = {
  connected: (id: string) => `🔌 Socket connected: ${id}`,
  joined: (userId: string) => `👤 Joined user room: ${userId}`,
  received: (title: string) => `📨 New report message received: ${title}`,
  sent: (userId: string) => `📨 Report message sent to user ${userId}`,
  notConnected: (why: string) => `🔌 Socket not connected: ${why}.`,
  notJoined: (userId: string, why: string) => `👤 Room of ${userId} not joined: ${why}.`,
  noRoom: "👤 No room joined yet: call joinUserRoom(userId).",
};

export const nobody = (role: Role) => `nobody is logged in as ${role}`;
