import { Page, until, upTo } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { RefusedError } from "../../main/resources/web/app/client/index.js";
import { FakeServer, message, received, USER } from "./server.js";

let server: FakeServer;
let page: Page;

beforeEach(async () => {
  server = await new FakeServer().start();
  page = new Page({ url: server.url });
});

afterEach(async () => {
  page.postroom.close();
  await server.stop();
});

test("a page joins with the seq it loaded and is handed what comes after", async () => {
  server.publish(3);
  await page.postroom.join(USER, { load: async () => ({ seq: 2 }) });
  assert.deepEqual(page.seqs, [3]);
  server.publish(2);
  await page.shows(3);
  assert.deepEqual(page.seqs, [3, 4, 5]);
});

test("a join without a place is handed what comes after the head", async () => {
  server.publish(3);
  const joined = await page.postroom.join(USER);
  server.publish(1);
  await page.shows(1);
  assert.deepEqual([joined.seq, page.seqs], [3, [4]]);
});

test("the whole room is handed on in order", async () => {
  server.publish(100);
  await page.postroom.join(USER, { after: 0 });
  assert.deepEqual(page.seqs, upTo(100));
});

test("killed again and again while messages come, each is handed on once and in order", async () => {
  await page.postroom.join(USER, { after: 0 });
  for (let round = 1; round <= 30; round++) {
    server.publish(10);
    server.last.cut();
    server.publish(10);
    await server.peer(round + 1);
  }
  await page.shows(600);
  assert.deepEqual(page.seqs, upTo(600));
});

test("the place outlives a restart of the server", async () => {
  server.publish(5);
  await page.postroom.join(USER, { after: 0 });
  await server.stop();
  await page.is("offline");
  server.store();
  server.store();
  await server.start();
  await page.shows(7);
  assert.equal((await server.last.heard("joinUserRoom")).after, 5);
  assert.deepEqual(page.seqs, upTo(7));
});

test("what is handed over twice is handed on once", async () => {
  await page.postroom.join(USER, { after: 0 });
  const all = upTo(3).map((seq) => received(message(seq)));
  server.last.say(all[0]!, all[0]!, all[1]!, all[0]!, all[1]!, all[2]!, all[2]!);
  await page.shows(3);
  assert.deepEqual(page.seqs, [1, 2, 3]);
});

test("a number that was removed from the log is stepped over", async () => {
  await page.postroom.join(USER, { after: 0 });
  server.last.say(received(message(1)), received(message(4)));
  await page.shows(2);
  assert.deepEqual(page.seqs, [1, 4]);
});

test("a listener that throws keeps nobody from the message, and not the page from the next", async () => {
  const uncaught: unknown[] = [];
  const catching = (error: unknown) => uncaught.push(error);
  process.setUncaughtExceptionCaptureCallback(catching);
  try {
    const { join, on } = { join: page.postroom.join.bind(page.postroom), on: page.postroom.on.bind(page.postroom) };
    const also: number[] = [];
    on("receiveReportMessage", () => {
      throw new Error("a page's own fault");
    });
    on("receiveReportMessage", ({ seq }) => also.push(seq));
    await join(USER, { after: 0 });
    server.publish(2);
    await page.shows(2);
    await until("both faults are reported", () => uncaught.length === 2);
    assert.deepEqual(also, [1, 2]);
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
});

test("told to start over, it forgets its place and loads anew", async () => {
  let loads = 0;
  const seqs = [7, 2];
  server.publish(2);
  await page.postroom.join(USER, { load: async () => ({ seq: seqs[loads++]! }) });
  server.publish(1);
  await page.shows(1);
  assert.deepEqual([loads, page.seqs, page.events], [2, [3], ["startOver", "userRoomJoined"]]);
});

test("another log starts over, although the place would fit", async () => {
  server.publish(5);
  const loaded: number[] = [];
  await page.postroom.join(USER, {
    load: async () => {
      loaded.push(server.room.length);
      return { seq: server.room.length };
    },
  });
  await server.stop();
  server.log = "log-2";
  for (let more = 0; more < 3; more++) server.store();
  await server.start();
  await until("it was loaded again", () => loaded.length === 2);
  await until("it is joined again", () => page.events.filter((type) => type === "userRoomJoined").length === 2);
  server.publish(1);
  await page.shows(1);
  assert.deepEqual([loaded, page.seqs], [[5, 8], [9]]);
});

test("a load that fails is tried again", async (t) => {
  t.mock.method(console, "warn", () => {});
  t.mock.method(Math, "random", () => 0.01);
  let loads = 0;
  server.publish(2);
  await page.postroom.join(USER, {
    load: async () => {
      if (++loads < 3) throw new TypeError("no network");
      return { seq: 1 };
    },
  });
  assert.deepEqual([loads, page.seqs], [3, [2]]);
});

test("a load that finds nobody logged in is tried again with the next login", async () => {
  await page.is("live");
  let loggedIn = false;
  let loads = 0;
  server.publish(2);
  const joined = page.postroom.join(USER, {
    load: async () => {
      loads++;
      if (!loggedIn) throw new RefusedError({ code: "unauthorized", message: "nobody is logged in" });
      return { seq: 1 };
    },
  });
  await until("it was tried", () => loads === 1);
  loggedIn = true;
  server.last.cut();
  await joined;
  assert.deepEqual([loads, page.seqs], [2, [2]]);
});

test("a join that cannot be answered now is said again, one that is refused rejects", async () => {
  server.answering = false;
  const joined = page.postroom.join(USER, { after: 0 });
  const peer = await server.peer();
  const first = await peer.heard("joinUserRoom");
  peer.say({ type: "error", ref: first.ref!, code: "unavailable", message: "the store does not answer" });
  const second = await peer.heard("joinUserRoom", 2);
  peer.say({ type: "error", ref: second.ref!, code: "forbidden", message: "not yours" });
  await assert.rejects(joined, { name: "RefusedError", code: "forbidden" });
  assert.deepEqual(page.events, ["error"]);
});

test("a room that is left and joined at an earlier place is read from there", async () => {
  server.publish(5);
  await page.postroom.join(USER, { after: 5 });
  page.postroom.leave(USER);
  server.publish(1);
  await page.postroom.join(USER, { after: 0 });
  assert.deepEqual(page.seqs, upTo(6));
  assert.deepEqual(
    server.last.said.map(({ type }) => type).filter((type) => type !== "ack"),
    ["joinUserRoom", "leaveUserRoom", "joinUserRoom"],
  );
});

test("the signal of a join leaves the room, unless somebody else of the page is in it", async () => {
  const one = new AbortController();
  const two = new AbortController();
  await page.postroom.join(USER, { after: 0, signal: one.signal });
  await page.postroom.join(USER, { after: 0, signal: two.signal });
  one.abort();
  server.publish(1);
  await page.shows(1);
  two.abort();
  await server.last.heard("leaveUserRoom");
  assert.equal(server.last.all("leaveUserRoom").length, 1);
});

test("what is unread is counted from the last word on", async () => {
  server.unread = 2;
  const unread = page.postroom.unread(USER);
  await page.postroom.join(USER, { after: 0 });
  assert.equal(unread.value, 2);
  server.publish(3);
  await page.shows(3);
  assert.equal(unread.value, 5);
  const read = { type: "reportMessagesRead", userId: USER, readAt: "2026-03-01T08:06:00.000Z" } as const;
  server.last.say({ ...read, messageIds: [server.room[0]!._id], seq: 2, unread: 3 });
  await until("read", () => unread.value === 4);
  server.last.say({ ...read, upTo: 3, seq: 3, unread: 0 });
  await until("all read", () => unread.value === 0);
  server.last.say({ ...read, messageIds: [], seq: 1, unread: 9 });
  server.publish(1);
  await until("one more", () => unread.value === 1);
});

test("what was read elsewhere while it was away makes it read the state again", async () => {
  await page.postroom.join(USER, { after: 0 });
  server.publish(2);
  await page.shows(2);
  server.unread = 2;
  server.last.cut();
  await (await server.peer(2)).heard("joinUserRoom");
  server.unread = 1;
  server.last.cut();
  await until("the state is stale", () => page.events.includes("stateStale"));
  assert.equal(page.events.filter((type) => type === "stateStale").length, 1);
});
