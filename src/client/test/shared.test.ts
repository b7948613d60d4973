import { made } from "./tabs.js";
import { Page, until, upTo } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { FakeServer, USER, ADMIN } from "./server.js";

let server: FakeServer;
let tabs: Page[];

beforeEach(async () => {
  server = await new FakeServer().start();
  tabs = [];
  made.length = 0;
});

afterEach(async () => {
  for (const { postroom } of tabs) postroom.close();
  await server.stop();
});

function open(): Page {
  const tab = new Page({ url: server.url, shared: true });
  tabs.push(tab);
  return tab;
}

async function openJoined(after = 0): Promise<Page> {
  const tab = open();
  await tab.postroom.join(USER, { after });
  return tab;
}

test("many tabs have one socket, and each shows everything once and in order", async () => {
  server.publish(10);
  await openJoined();
  await openJoined(10);
  await openJoined(4);
  server.publish(10);
  await Promise.all([tabs[0]!.shows(20), tabs[1]!.shows(10), tabs[2]!.shows(16)]);
  assert.equal(server.upgrades.length, 1);
  assert.deepEqual(
    tabs.map(({ seqs }) => seqs),
    [upTo(20), upTo(20, 11), upTo(20, 5)],
  );
});

test("a tab that joins at an earlier place disturbs nobody while messages come", async () => {
  server.publish(50);
  await openJoined();
  const flowing = setInterval(() => server.publish(3), 1);
  try {
    for (const place of [50, 10, 30, 0]) await openJoined(place);
  } finally {
    clearInterval(flowing);
  }
  const last = server.room.length;
  await until("all show all", () => tabs.every(({ seqs }) => seqs.at(-1) === last));
  assert.deepEqual(
    tabs.map(({ seqs }) => seqs),
    [0, 50, 10, 30, 0].map((place) => upTo(last, place + 1)),
  );
});

test("when the leading tab is closed another leads, and nobody misses anything", async () => {
  for (let i = 0; i < 3; i++) await openJoined();
  server.publish(5);
  await Promise.all(tabs.map((tab) => tab.shows(5)));
  tabs[0]!.postroom.close();
  server.publish(5);
  await Promise.all(tabs.slice(1).map((tab) => tab.shows(10)));
  assert.equal(server.upgrades.length, 2);
  assert.deepEqual(tabs[1]!.seqs, upTo(10));
  assert.deepEqual(tabs[2]!.seqs, upTo(10));
});

test("a frozen leader is replaced, and follows when it wakes", async () => {
  for (let i = 0; i < 3; i++) await openJoined();
  const leader = tabs[0]!;
  made[0]!.frozen = true;
  server.publish(5);
  await Promise.all(tabs.slice(1).map((tab) => tab.shows(5)));
  made[0]!.thaw();
  await leader.shows(5);
  server.publish(5);
  await Promise.all(tabs.map((tab) => tab.shows(10)));
  for (const { seqs } of tabs) assert.deepEqual(seqs, upTo(10));
});

test("a page that is put into the cache of pages leads no more, and comes back to its place", async () => {
  for (let i = 0; i < 2; i++) await openJoined();
  globalThis.document.dispatchEvent(new Event("freeze"));
  await until("nobody is connected", () => tabs.every(({ state }) => state === "offline"));
  server.publish(3);
  globalThis.document.dispatchEvent(new Event("resume"));
  await Promise.all(tabs.map((tab) => tab.shows(3)));
  assert.deepEqual(tabs[1]!.seqs, upTo(3));
});

test("a send of any tab is confirmed to that tab, also when the leader goes meanwhile", async () => {
  const admins = [0, 1, 2].map(() => new Page({ url: server.url, shared: true, role: "admin", id: ADMIN }));
  tabs.push(...admins);
  await Promise.all(admins.map((admin) => admin.is("live")));
  const draft = { userId: USER, title: "t", message: "m", status: "Info" } as const;
  const first = await admins[1]!.postroom.send({ ...draft, title: "one" });
  assert.equal(first.title, "one");
  server.answering = false;
  const pending = admins[2]!.postroom.send({ ...draft, title: "two" });
  const lost = await server.last.heard("sendReportMessage", 2);
  server.answering = true;
  admins[0]!.postroom.close();
  assert.equal((await pending).title, "two");
  assert.equal((await server.last.heard("sendReportMessage")).clientMessageId, lost.clientMessageId);
  assert.equal(server.room.length, 2);
});

test("a room is left when its last tab is gone, and what came is said once for all tabs", async () => {
  await openJoined();
  await openJoined();
  server.publish(1);
  await Promise.all(tabs.map((tab) => tab.shows(1)));
  await server.last.heard("ack");
  tabs[1]!.postroom.close();
  tabs[0]!.postroom.leave(USER);
  await server.last.heard("leaveUserRoom");
  assert.deepEqual(server.last.all("ack").map(({ seq }) => seq), [1]);
});

test("a join that fails takes the room from nobody else", async () => {
  await openJoined();
  server.answering = false;
  const tab = open();
  const joined = tab.postroom.join(USER, { after: 0 });
  const { ref } = await server.last.heard("joinUserRoom", 2);
  // The service holds the socket in that room no more.
  server.leave(server.last);
  server.answering = true;
  server.last.say({ type: "error", ref: ref!, code: "unavailable", message: "the store does not answer" });
  await joined;
  server.publish(2);
  await Promise.all(tabs.map((each) => each.shows(2)));
  for (const { seqs } of tabs) assert.deepEqual(seqs, [1, 2]);
});

test("tabs start over each by itself when the log is another", async () => {
  server.publish(5);
  const loads: number[] = [0, 0];
  for (const index of [0, 1]) {
    const tab = open();
    await tab.postroom.join(USER, {
      load: async () => {
        loads[index]!++;
        return { seq: server.room.length };
      },
    });
  }
  await server.stop();
  server.log = "log-2";
  server.room.length = 2;
  await server.start();
  await until("both have loaded again", () => loads.every((count) => count === 2));
  await until("both are joined again", () =>
    tabs.every(({ events }) => events.filter((type) => type === "userRoomJoined").length === 2),
  );
  server.publish(1);
  await Promise.all(tabs.map((tab) => tab.shows(1)));
  for (const { seqs } of tabs) assert.deepEqual(seqs, [3]);
});
