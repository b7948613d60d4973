import { lines } from "./lines.js";
import type { Postroom } from "./postroom.js";

/** Tells the console what happens, and, once for each reason, why nothing can arrive. */
export function narrate(postroom: Postroom, id: string): void {
  let isLive = false;
  let said: string | undefined;
  postroom.connection.subscribe((now) => {
    const why = "why" in now ? now.why?.message : undefined;
    if (now.state === "live" && !isLive) console.log(lines.connected(id));
    if (why !== undefined && why !== said) {
      console.warn(lines.notConnected(why) + (now.state === "offline" ? " It is tried again." : ""));
    }
    said = now.state === "live" ? undefined : (why ?? said);
    isLive = now.state === "live";
  });
  postroom.on("userRoomJoined", ({ userId }) => console.log(lines.joined(userId)));
  postroom.on("receiveReportMessage", ({ message }) => console.log(lines.received(message.title)));
  postroom.on("error", ({ userId, message }) => {
    if (userId !== undefined) console.warn(lines.notJoined(userId, message));
  });
}
