import assert from "node:assert/strict";
import { test } from "node:test";
import {
  RefusedError,
  UnconfirmedError,
  type ConnectionState,
  type ErrorCode,
  type Person,
  type ReportDraft,
  type ReportMessage,
} from "../../main/resources/web/app/client/index.js";
import { Value } from "../../main/resources/web/app/client/value.js";
import { Draft } from "../../main/resources/web/app/model/draft.js";
import type { Session } from "../../main/resources/web/app/model/session.js";
import { texts } from "../../main/resources/web/app/texts.js";

const content: ReportDraft = { userId: "6500000000000000000000b1", title: "a", message: "b", status: "Info" };
const changed = { ...content, title: "another" };
const ada: Person = { _id: "6500000000000000000000a1", name: "Ada", email: "" };
const bob: Person = { _id: "6500000000000000000000a2", name: "Bob", email: "" };
const stored = { _id: "6b0619e472006deb7d4e4433", seq: 1 } as ReportMessage;

// Node before 21 has none.
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: { onLine: true } });

const lost = () => Promise.reject(new UnconfirmedError("nobody answered", true));
const offline = () => Promise.reject(new UnconfirmedError("nothing was sent", false));
const refused = (code: ErrorCode) => () => Promise.reject(new RefusedError({ code, message: "" }));
const { reason } = texts;

/** Somebody who is logged in, and what the server says to each send; after that it says nothing. */
function session(answers: (() => Promise<ReportMessage>)[], state = "in") {
  const ids: (string | undefined)[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const connection = new Value<ConnectionState>({ state: "live", since: 1 });
  const postroom = {
    connection,
    connect: () => {},
    send: (_: ReportDraft, options: { clientMessageId?: string; signal?: AbortSignal }) => {
      ids.push(options.clientMessageId);
      signals.push(options.signal);
      return answers.shift()?.() ?? new Promise(() => {});
    },
  };
  const restored = { state, postroom, person: ada, restore: () => Promise.resolve() };
  return { ids, signals, connection, session: restored as unknown as Session & { person: Person } };
}

test("however often it is clicked, it is sent once", async () => {
  const { ids, session: desk } = session([() => Promise.resolve(stored)]);
  const draft = new Draft();
  const answers = await Promise.all([draft.send(desk, content), draft.send(desk, content), draft.send(desk, content)]);
  assert.deepEqual(answers, [stored, undefined, undefined]);
  assert.equal(ids.length, 1);
});

test("tried again after a failure it keeps its id, with another text it gets a new one, and with the first text again the first", async () => {
  const { ids, session: desk } = session([offline, offline, offline, offline]);
  const draft = new Draft();
  await draft.send(desk, content);
  await draft.send(desk, content);
  await draft.send(desk, changed);
  await draft.send(desk, content);
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[1], ids[2]);
  assert.equal(ids[0], ids[3]);
});

test("two messages never share an id", async () => {
  const one = session([() => Promise.resolve(stored)]);
  const other = session([() => Promise.resolve(stored)]);
  await new Draft().send(one.session, content);
  await new Draft().send(other.session, content);
  assert.notEqual(one.ids[0], other.ids[0]);
});

test("what is wrong with it is said at once and at each field, and nothing is sent", async () => {
  const { ids, session: desk } = session([() => Promise.resolve(stored)]);
  const draft = new Draft();
  const wrong = { ...content, title: " ", message: "m".repeat(2001) };
  assert.equal(await draft.send(desk, wrong), undefined);
  assert.deepEqual(Object.keys(draft.faults), ["title", "message"]);
  assert.equal(draft.state, "writing");
  draft.rewritten("title", { ...wrong, title: "A title" });
  assert.deepEqual(Object.keys(draft.faults), ["message"]);
  draft.rewritten("message", { ...wrong, message: "" });
  assert.equal(draft.faults.message, texts.compose.fault.noMessage);
  assert.equal(ids.length, 0);
});

test("what the server finds wrong with a field is said there, in words of the page where it knows some", async () => {
  const { notTaken, noCustomer } = texts.compose.fault;
  const refusals: [RefusedError, object][] = [
    [new RefusedError({ code: "invalid", message: "no such status", field: "status" }), { status: notTaken("no such status") }],
    [new RefusedError({ code: "notFound", message: "no such user", field: "userId" }), { userId: noCustomer }],
    [new RefusedError({ code: "conflict", message: "", field: "title" }), { title: texts.reason.conflict }],
  ];
  for (const [refusal, faults] of refusals) {
    const draft = new Draft();
    await draft.send(session([() => Promise.reject(refusal)]).session, content);
    assert.deepEqual(draft.faults, faults);
    assert.equal(draft.fault, undefined);
  }
});

test("it says the reason, and whether it may have been sent", async () => {
  const faults: [() => Promise<never>, string][] = [
    [refused("conflict"), reason.conflict],
    [refused("unavailable"), reason.unavailable],
    [refused("unauthorized"), reason.loggedOut],
    [lost, reason.unconfirmed],
    [offline, reason.offline],
    [() => Promise.reject(new TypeError("Failed to fetch")), reason.offline],
  ];
  for (const [answer, said] of faults) {
    const draft = new Draft();
    await draft.send(session([answer]).session, content);
    assert.equal(draft.state, "failed");
    assert.equal(draft.said(content), said);
  }
});

test("what may have been sent stays so when it is tried again offline, and after a refusal that decides nothing", async () => {
  for (const first of [lost, refused("internal")]) {
    const draft = new Draft();
    await draft.send(session([first]).session, content);
    await draft.send(session([offline]).session, content);
    assert.equal(draft.said(content), reason.unconfirmed);
    await draft.send(session([refused("rateLimited")]).session, content);
    await draft.send(session([offline]).session, content);
    assert.equal(draft.said(content), reason.unconfirmed);
    await draft.send(session([refused("forbidden")]).session, content);
    assert.equal(draft.said(content), reason.forbidden);
    await draft.send(session([offline]).session, content);
    assert.equal(draft.said(content), reason.offline);
  }
});

test("a confirmation that comes later is told without a click, and belongs to the same id", async () => {
  let confirm!: (message: ReportMessage) => void;
  const { ids, session: desk } = session([lost, () => new Promise((resolve) => (confirm = resolve))]);
  const draft = new Draft();
  const late = new Promise((resolve) => (draft.late = resolve));
  await draft.send(desk, content);
  confirm(stored);
  assert.equal(await late, stored);
  assert.equal(ids[0], ids[1]);
  assert.equal(draft.said(content), undefined);
});

test("a refusal for good that comes later is said", async () => {
  const { session: desk } = session([lost, refused("forbidden")]);
  const draft = new Draft();
  await draft.send(desk, content);
  await new Promise((resolve) => draft.subscribe(() => resolve(undefined)));
  assert.equal(draft.said(content), reason.forbidden);
});

test("what is not meant any more is asked for no more", async () => {
  const ends: ((draft: Draft) => void)[] = [
    (draft) => draft.rewritten("title", changed),
    (draft) => draft.loggedIn(bob),
    (draft) => draft.end(),
  ];
  for (const end of ends) {
    const { signals, session: desk } = session([lost]);
    const draft = new Draft(ada._id);
    await draft.send(desk, content);
    assert.equal(signals[1]?.aborted, false);
    draft.rewritten("title", content);
    assert.equal(signals[1]?.aborted, false);
    end(draft);
    assert.equal(signals[1]?.aborted, true);
  }
});

test("another text than the one that may have been sent is said to be a second message, and only the first one never is", async () => {
  const { ids, session: desk } = session([lost]);
  const draft = new Draft();
  assert.equal(draft.isSecond(changed), false);
  await draft.send(desk, content);
  draft.rewritten("title", changed);
  assert.equal(draft.isSecond(changed), true);
  assert.equal(draft.said(changed), reason.second);
  assert.equal(draft.said(content), reason.unconfirmed);
  const away = session([offline]);
  await draft.send(away.session, changed);
  assert.notEqual(away.ids[0], ids[0]);
  assert.equal(draft.said(changed), `${reason.stillHere.offline} ${reason.second}`);
  away.connection.set({ state: "offline", since: 2 });
  away.connection.set({ state: "live", since: 3 });
  assert.equal(draft.said(changed), `${reason.stillHere.back} ${reason.second}`);
});

test("that one is offline is said until the connection is back", async () => {
  const { connection, session: desk } = session([offline]);
  connection.set({ state: "offline", since: 1 });
  const draft = new Draft();
  await draft.send(desk, content);
  connection.set({ state: "connecting" });
  assert.equal(draft.said(content), reason.offline);
  let told = 0;
  draft.subscribe(() => told++);
  connection.set({ state: "live", since: 2 });
  assert.equal(draft.said(content), reason.back);
  assert.equal(told, 1);
});

test("who is logged out meanwhile is told so, and nothing is sent", async () => {
  const { ids, session: desk } = session([], "out");
  const draft = new Draft(ada._id);
  await draft.send(desk, content);
  assert.equal(draft.said(content), reason.loggedOut);
  draft.loggedIn(ada);
  assert.equal(draft.fault, undefined);
  assert.equal(draft.other, undefined);
  assert.equal(ids.length, 0);
});

test("who is logged in as somebody else sends nothing before that is said, and then under another id", async () => {
  const first = session([offline]);
  const draft = new Draft(ada._id);
  await draft.send(first.session, content);
  const second = session([() => Promise.resolve(stored)], "out");
  second.session.restore = () => {
    Object.assign(second.session, { state: "in", person: bob });
    return Promise.resolve();
  };
  assert.equal(await draft.send(second.session, content), undefined);
  assert.equal(second.ids.length, 0);
  assert.equal(draft.other, bob);
  assert.equal(draft.state, "writing");
  assert.equal(await draft.send(second.session, content), stored);
  assert.notEqual(second.ids[0], first.ids[0]);
});
