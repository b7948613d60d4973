import { page as window } from "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError, type ConnectionState, type Postroom, type ReportMessage } from "../../main/resources/web/app/client/index.js";
import { Value } from "../../main/resources/web/app/client/value.js";
import { everything } from "../../main/resources/web/app/model/filter.js";
import { Room } from "../../main/resources/web/app/model/room.js";

Object.defineProperty(globalThis, "window", { value: window, configurable: true });

const ANNA = "6500000000000000000000b1";

function message(seq: number, more: Partial<ReportMessage> = {}): ReportMessage {
  return {
    _id: `m${seq}`,
    seq,
    userId: { _id: ANNA, name: "Anna", email: "anna@customer.example" },
    title: `title ${seq}`,
    message: "text",
    status: "Info",
    sentBy: { _id: "a", name: "Ada" },
    isRead: false,
    createdAt: "2026-11-24T20:00:00.000Z",
    ...more,
  };
}

/** A server with these messages; `tell` is an event of the library. */
function served(all: ReportMessage[]) {
  const listeners = new Map<string, (event: never) => void>();
  const connection = new Value<ConnectionState>({ state: "live", since: 0 });
  let joins = 0;
  let reads = 0;
  let cut = false;
  let refusal: Error | undefined;
  let wait: Promise<void> = Promise.resolve();
  const marked: { id: string; options: { signal?: AbortSignal } | undefined }[] = [];
  const postroom = {
    connection,
    markRead: (id: string, options?: { signal?: AbortSignal }) => {
      marked.push({ id, options });
      return new Promise(() => {});
    },
    on: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
    unread: () => ({ subscribe: () => {} }),
    join: async (_: string, { load }: { load: (options: object) => Promise<unknown> }) => {
      joins++;
      await load({});
      if (refusal) throw refusal;
    },
    fetch: async (path: string) => {
      reads++;
      await settled();
      if (cut) throw new TypeError("Failed to fetch");
      const query = new URL(path, "http://x").searchParams;
      const before = Number(query.get("before") ?? Infinity);
      const limit = Number(query.get("limit") ?? 50);
      const found = [...all].reverse().filter(({ seq }) => seq < before);
      const messages = found.slice(0, limit);
      const seq = all.length;
      await wait;
      return { messages, seq, unread: 0, nextBefore: found.length > limit ? messages.at(-1)!.seq : null };
    },
  };
  const tell = (event: { type: string; [field: string]: unknown }) => listeners.get(event.type)?.(event as never);
  const room = new Room(postroom as unknown as Postroom, ANNA);
  return {
    room,
    tell,
    joins: () => joins,
    reads: () => reads,
    cut: (now: boolean) => (cut = now),
    become: (state: ConnectionState) => connection.set(state),
    marked,
    refuse: (error: Error | undefined) => (refusal = error),
    hold: (until: Promise<void>) => (wait = until),
  };
}

const settled = () => new Promise((done) => setImmediate(done));
const seqs = (room: Room) => room.list.items.map(({ seq }) => seq);
const received = (one: ReportMessage) => ({ type: "receiveReportMessage", seq: one.seq, message: one });

test("what is new stands on top, once, however often it is told", async () => {
  const { room, tell } = served([message(1), message(2)]);
  room.open();
  await settled();
  tell(received(message(3)));
  tell(received(message(3)));
  assert.deepEqual(seqs(room), [3, 2, 1]);
});

test("what is told out of order stands in order", async () => {
  const { room, tell } = served([message(1)]);
  room.open();
  await settled();
  tell(received(message(3)));
  tell(received(message(2)));
  assert.deepEqual(seqs(room), [3, 2, 1]);
});

test("what arrives while the list is read again is not lost", async () => {
  const { room, tell, hold } = served([message(1)]);
  room.open();
  await settled();
  let go = () => {};
  hold(new Promise((done) => (go = done)));
  room.show({ ...everything, q: "title" });
  tell(received(message(2)));
  go();
  await settled();
  assert.deepEqual(seqs(room), [2, 1]);
});

test("older ones come page by page, to the first", async () => {
  const { room } = served(Array.from({ length: 120 }, (_, at) => message(at + 1)));
  room.open();
  await settled();
  await room.list.more();
  await room.list.more();
  await room.list.more();
  assert.equal(room.list.items.length, 120);
  assert.equal(room.list.next, null);
});

test("what is new and does not match the filter is told of and not shown", async () => {
  const { room, tell } = served([]);
  const told: number[] = [];
  room.onNew = ({ seq }) => told.push(seq);
  room.open();
  room.show({ ...everything, status: "Issue" });
  await settled();
  tell(received(message(1)));
  tell(received(message(2, { status: "Issue" })));
  assert.deepEqual(seqs(room), [2]);
  assert.deepEqual(told, [1, 2]);
});

test("receipts fill only what is unset", async () => {
  const delivered = "2026-11-24T20:00:01.000Z";
  const readAt = "2026-11-24T20:00:02.000Z";
  const later = "2026-11-24T20:00:03.000Z";
  const { room, tell } = served([message(1, { deliveredAt: delivered }), message(2), message(3)]);
  room.open();
  await settled();
  tell({ type: "reportMessagesDelivered", userId: ANNA, upTo: 2, deliveredAt: later });
  tell({ type: "reportMessagesRead", userId: ANNA, messageIds: ["m3"], readAt, seq: 3, unread: 2 });
  tell({ type: "reportMessagesRead", userId: ANNA, upTo: 3, readAt: later, seq: 3, unread: 0 });
  assert.deepEqual(
    room.list.items.map((one) => [one.seq, one.deliveredAt, one.readAt, one.isRead]),
    [
      [3, readAt, readAt, true],
      [2, later, later, true],
      [1, delivered, later, true],
    ],
  );
});

test("a receipt of another room changes nothing", async () => {
  const { room, tell } = served([message(1)]);
  room.open();
  await settled();
  tell({ type: "reportMessagesRead", userId: "somebody else", upTo: 1, readAt: "2026-11-24T20:00:02.000Z", seq: 1, unread: 0 });
  assert.equal(room.list.items[0]?.isRead, false);
});

test("after missed receipts everything shown is read again, and stays where it is", async () => {
  const all = Array.from({ length: 120 }, (_, at) => message(at + 1));
  const { room, tell } = served(all);
  room.open();
  await settled();
  await room.list.more();
  all.forEach((one, at) => (all[at] = { ...one, isRead: true }));
  tell({ type: "stateStale", userId: ANNA });
  await settled();
  await settled();
  assert.equal(room.list.items.length, 100);
  assert.ok(room.list.items.every(({ isRead }) => isRead));
});

test("a receipt that comes while it is read again is not undone", async () => {
  const { room, tell, hold } = served([message(1)]);
  room.open();
  await settled();
  let go = () => {};
  hold(new Promise((done) => (go = done)));
  tell({ type: "stateStale", userId: ANNA });
  tell({ type: "reportMessagesRead", userId: ANNA, upTo: 1, readAt: "2026-11-24T20:00:02.000Z", seq: 1, unread: 0 });
  go();
  await settled();
  assert.equal(room.list.items[0]?.isRead, true);
});

test("what is no longer true is forgotten", async () => {
  const { room, tell } = served([message(1)]);
  room.open();
  await settled();
  tell({ type: "startOver", userId: ANNA, reason: "log" });
  assert.deepEqual(seqs(room), []);
});

test("a room that was refused is joined anew, one that could not be read is read again", async () => {
  const { room, refuse, joins } = served([message(1)]);
  refuse(new RefusedError({ code: "forbidden", message: "not yours" }));
  room.open();
  await settled();
  assert.equal(room.list.state, "failed");
  refuse(undefined);
  room.retry();
  await settled();
  assert.deepEqual([room.list.state, seqs(room), joins()], ["ready", [1], 2]);
  room.list.fail(new TypeError("Failed to fetch"));
  room.retry();
  await settled();
  assert.deepEqual([room.list.state, seqs(room), joins()], ["ready", [1], 2]);
});

for (const [how, goes, comes] of [
  ["live again", { state: "offline", since: 0 }, { state: "live", since: 1 }],
  ["online again over the socket it had", undefined, undefined],
] as const) {
  test(`a list that failed while offline is read again once it is ${how}, once`, async () => {
    const all = [message(1)];
    const { room, become, cut, reads } = served(all);
    room.open();
    await settled();
    await settled();
    cut(true);
    if (goes) become(goes);
    room.show({ ...everything, unread: true });
    await settled();
    await settled();
    assert.equal(room.list.state, "failed");
    all.push(message(2));
    cut(false);
    const before = reads();
    if (comes) become(comes);
    else window.dispatchEvent(new Event("online"));
    await settled();
    await settled();
    assert.deepEqual([room.list.state, seqs(room), reads() - before], ["ready", [2, 1], 1]);
    room.close();
  });
}

test("a list that fails again after the connection is back waits for the next time", async () => {
  const { room, become, cut, reads } = served([message(1)]);
  cut(true);
  become({ state: "offline", since: 0 });
  room.open();
  room.show(everything);
  await settled();
  await settled();
  const before = reads();
  become({ state: "live", since: 1 });
  for (let i = 0; i < 10; i++) await settled();
  assert.deepEqual([room.list.state, reads() - before], ["failed", 1]);
  room.close();
});

test("what is there is not read again when the connection is back", async () => {
  const { room, become, reads } = served([message(1)]);
  room.open();
  await settled();
  await settled();
  become({ state: "offline", since: 0 });
  become({ state: "live", since: 1 });
  await settled();
  assert.equal(reads(), 1);
  room.close();
});

test("opened while offline it stays read, and nothing ends the waiting for its confirmation", async () => {
  const { room, become, marked } = served([message(1)]);
  room.open();
  become({ state: "offline", since: 0 });
  void room.markRead(message(1));
  assert.deepEqual([[...room.reading], marked], [["m1"], [{ id: "m1", options: undefined }]]);
  room.close();
});
