import "./browser.js";
import { Page, upTo, until } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { RefusedError, UnconfirmedError } from "../../main/resources/web/app/client/index.js";
import { ADMIN, FakeServer, USER } from "./server.js";

const DRAFT = { userId: USER, title: "On its way", message: "It left the house today.", status: "Info" } as const;

let server: FakeServer;
let page: Page;

beforeEach(async () => {
  server = await new FakeServer().start();
  page = new Page({ url: server.url, role: "admin", id: ADMIN });
});

afterEach(async () => {
  page.postroom.close();
  await server.stop();
});

test("a send is resolved with the message that was stored", async () => {
  const stored = await page.postroom.send(DRAFT);
  assert.deepEqual([stored.seq, stored.title], [1, DRAFT.title]);
});

test("a send that is refused rejects with code, text and field", async () => {
  server.answering = false;
  const sent = page.postroom.send({ ...DRAFT, title: "" }, { clientMessageId: "mine" });
  const { ref } = await (await server.peer()).heard("sendReportMessage");
  const error = { code: "invalid", message: "title is required", field: "title" } as const;
  server.last.say({ type: "reportMessageSent", ref: ref!, success: false, error });
  await assert.rejects(sent, (thrown) => {
    assert.ok(thrown instanceof RefusedError);
    assert.deepEqual(
      [thrown.code, thrown.message, thrown.field, thrown.clientMessageId],
      ["invalid", "title is required", "title", "mine"],
    );
    return true;
  });
});

test("an answer that was lost is asked for again, and there is one message", async () => {
  server.answering = false;
  const sent = page.postroom.send(DRAFT);
  const first = await (await server.peer()).heard("sendReportMessage");
  server.store({ _id: first.clientMessageId! });
  server.answering = true;
  server.last.cut();
  assert.equal((await sent)._id, first.clientMessageId);
  assert.equal(server.room.length, 1);
});

test("sends over many losses are stored once each, in the order sent", async () => {
  server.answering = false;
  const sends = upTo(60).map((n) => page.postroom.send({ ...DRAFT, title: String(n) }));
  for (let loss = 1; loss <= 10; loss++) {
    const peer = await server.peer(loss);
    await peer.heard("sendReportMessage", 60);
    // Some are stored each time, and no answer comes.
    for (const { clientMessageId, title } of peer.all("sendReportMessage").slice(0, 5 * loss)) {
      if (!server.room.some(({ _id }) => _id === clientMessageId)) server.store({ _id: clientMessageId!, title });
    }
    server.answering = loss === 10;
    peer.cut();
  }
  await Promise.all(sends);
  assert.deepEqual(server.room.map(({ title }) => title), upTo(60).map(String));
});

test("what is sent before it is live is sent then", async () => {
  await server.stop();
  const sent = page.postroom.send(DRAFT);
  await page.is("offline");
  await server.start();
  assert.equal((await sent).seq, 1);
});

test("unavailable decides nothing: it is repeated with the same key", async (t) => {
  t.mock.method(Math, "random", () => 0.01);
  server.answering = false;
  const sent = page.postroom.send(DRAFT);
  const first = await (await server.peer()).heard("sendReportMessage");
  const error = { code: "unavailable", message: "the store does not answer" } as const;
  server.last.say({ type: "reportMessageSent", ref: first.ref!, success: false, error });
  server.answering = true;
  const second = await server.last.heard("sendReportMessage", 2);
  assert.equal(second.clientMessageId, first.clientMessageId);
  await sent;
});

test("an aborted send says whether it may have been stored", async () => {
  server.answering = false;
  await page.is("live");
  const aborting = new AbortController();
  const sent = page.postroom.send(DRAFT, { signal: aborting.signal, clientMessageId: "mine" });
  await server.last.heard("sendReportMessage");
  aborting.abort(new Error("enough"));
  await assert.rejects(sent, (thrown) => {
    assert.ok(thrown instanceof UnconfirmedError);
    assert.deepEqual([thrown.mayBeDone, thrown.clientMessageId, (thrown.cause as Error).message], [true, "mine", "enough"]);
    return true;
  });
  await server.stop();
  await page.is("offline");
  const never = new AbortController();
  const kept = page.postroom.send(DRAFT, { signal: never.signal });
  never.abort();
  await assert.rejects(kept, { name: "UnconfirmedError", mayBeDone: false });
  await server.start();
  await page.is("live");
  server.answering = true;
  await page.postroom.send({ ...DRAFT, title: "another" });
  assert.deepEqual(server.last.all("sendReportMessage").map(({ title }) => title), ["another"]);
});

test("what nobody will send any more is rejected when it is closed", async () => {
  server.answering = false;
  await page.is("live");
  const sent = page.postroom.send(DRAFT);
  await server.last.heard("sendReportMessage");
  page.postroom.close();
  await assert.rejects(sent, { name: "UnconfirmedError", mayBeDone: true });
  await assert.rejects(page.postroom.send(DRAFT), { name: "UnconfirmedError", mayBeDone: false });
});

test("a frame beyond the limit is not sent, and one that the server found too large is not repeated", async () => {
  await page.is("live");
  await assert.rejects(page.postroom.send({ ...DRAFT, message: "x".repeat(70_000) }), { code: "tooLarge" });
  assert.equal(server.last.said.length, 0);
  server.answering = false;
  const large = page.postroom.send({ ...DRAFT, message: "x".repeat(60_000) });
  const small = page.postroom.send(DRAFT);
  await server.last.heard("sendReportMessage", 2);
  server.answering = true;
  server.last.socket.close(1009);
  await assert.rejects(large, { code: "tooLarge" });
  assert.equal((await small).seq, 1);
});

test("waiting requests have a limit", async () => {
  await server.stop();
  const sends = Array.from({ length: 1001 }, () => page.postroom.send(DRAFT));
  await assert.rejects(sends[1000]!, { code: "rateLimited" });
  for (const sent of sends) sent.catch(() => {});
  await server.start();
});

test("receipts are repeated until they are done", async () => {
  server.answering = false;
  let done = false;
  const read = page.postroom.markRead("65f1d2b3c4d5e6f7a8b9c0d1").then(() => (done = true));
  await (await server.peer()).heard("markRead");
  assert.equal(done, false);
  server.answering = true;
  server.last.cut();
  await read;
  assert.equal(server.peers.length, 2);
});

test("all read means what the page has, also when it is said late", async () => {
  const user = new Page({ url: server.url });
  try {
    server.publish(3);
    await user.postroom.join(USER, { after: 0 });
    await user.postroom.markAllRead();
    assert.equal(server.last.all("markAllRead")[0]?.upTo, 3);
  } finally {
    user.postroom.close();
  }
});

test("what has arrived is said at once, and in steps when messages come fast", async () => {
  const user = new Page({ url: server.url });
  try {
    await user.postroom.join(USER, { after: 0 });
    server.publish(10_000);
    await user.shows(10_000);
    assert.deepEqual(user.seqs, upTo(10_000));
    await until("all of it is acknowledged", () => server.last.all("ack").at(-1)?.seq === 10_000);
    const acks = server.last.all("ack");
    assert.ok(acks.length < 40, `${acks.length} acks`);
    assert.equal(acks[0]!.seq, 1);
    assert.ok(acks.every(({ seq }, i) => i === 0 || seq > acks[i - 1]!.seq));
  } finally {
    user.postroom.close();
  }
});

test("what a page only loaded in part, or nobody listens to, is not acknowledged", async () => {
  const loaded = { seq: 3, messages: [{ seq: 3 }] };
  const load = (nextBefore: number | null) => async () => ({ ...loaded, nextBefore });
  server.publish(3);
  const part = new Page({ url: server.url });
  const whole = new Page({ url: server.url });
  try {
    await part.postroom.join(USER, { load: load(3) });
    assert.equal(server.last.all("ack").length, 0);
    await whole.postroom.join(USER, { load: load(null) });
    await until("the whole is acknowledged", () => server.peers.some((peer) => peer.all("ack")[0]?.seq === 3));
    assert.equal(server.peers.filter((peer) => peer.all("ack").length).length, 1);
  } finally {
    part.postroom.close();
    whole.postroom.close();
  }
});
