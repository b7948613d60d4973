import { lines, sayingOutages, type Postroom } from "../client/index.js";

/** Tells the console what happens, in the lines that support knows from the system before. */
export function narrate(postroom: Postroom, id: string): void {
  let live = false;
  postroom.connection.subscribe(({ state }) => {
    if (state === "live" && !live) console.log(lines.connected(id));
    live = state === "live";
  });
  postroom.connection.subscribe(sayingOutages(location.origin));
  postroom.on("userRoomJoined", ({ userId }) => console.log(lines.joined(userId)));
  postroom.on("receiveReportMessage", ({ message }) => console.log(lines.received(message.title)));
}
