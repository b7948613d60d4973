/** What the system that Postroom replaces wrote to the console, to the letter. */

export const lines = {
  connected: (id: string) => `🔌 Socket connected: ${id}`,
  joined: (userId: string) => `👤 Joined user room: ${userId}`,
  received: (title: string) => `📨 New report message received: ${title}`,
  sent: (userId: string) => `📨 Report message sent to user ${userId}`,
};
