import type { ConnectionState } from "./connection.js";

/** What the system that Postroom replaces wrote to the console, to the letter. */

export const lines = {
  connected: (id: string) => `🔌 Socket connected: ${id}`,
  joined: (userId: string) => `👤 Joined user room: ${userId}`,
  received: (title: string) => `📨 New report message received: ${title}`,
  sent: (userId: string) => `📨 Report message sent to user ${userId}`,
};

/** Says, once for each outage, why nothing can arrive. */
export function sayingOutages(url: string): (now: ConnectionState) => void {
  let said = false;
  return ({ state }) => {
    if (state === "offline" && !said) {
      console.warn(
        `🔌 Socket not connected: ${url} does not answer, or does not let this page in (its log says so). It is tried again.`,
      );
    }
    said = state === "offline" || (said && state !== "live");
  };
}
