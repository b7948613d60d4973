import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError, UnconfirmedError, type ReportDraft, type ReportMessage } from "../../main/resources/web/app/client/index.js";
import { Draft } from "../../main/resources/web/app/model/draft.js";
import type { Session } from "../../main/resources/web/app/model/session.js";
import { texts } from "../../main/resources/web/app/texts.js";

const content: ReportDraft = { userId: "6500000000000000000000b1", title: "a", message: "b", status: "Info" };
const stored = { _id: "6b0619e472006deb7d4e4433", seq: 1 } as ReportMessage;

// Node before 21 has none.
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: { onLine: true } });

/** Somebody who is logged in, and what the server says to each send. */
function session(answers: (() => Promise<ReportMessage>)[], state = "in") {
  const ids: (string | undefined)[] = [];
  const postroom = {
    connection: { value: { state: "live" } },
    connect: () => {},
    send: (_: ReportDraft, options: { clientMessageId?: string }) => {
      ids.push(options.clientMessageId);
      return answers.shift()!();
    },
  };
  const restored = { state, postroom, restore: () => Promise.resolve() };
  return { ids, session: restored as unknown as Session };
}

test("however often it is clicked, it is sent once", async () => {
  const { ids, session: ada } = session([() => Promise.resolve(stored)]);
  const draft = new Draft();
  const answers = await Promise.all([draft.send(ada, content), draft.send(ada, content), draft.send(ada, content)]);
  assert.deepEqual(answers, [stored, undefined, undefined]);
  assert.equal(ids.length, 1);
});

test("tried again after a failure it keeps its id, with another text it gets a new one", async () => {
  const lost = () => Promise.reject(new UnconfirmedError("nobody answered", true));
  const { ids, session: ada } = session([lost, lost, lost]);
  const draft = new Draft();
  await draft.send(ada, content);
  await draft.send(ada, content);
  await draft.send(ada, { ...content, title: "another" });
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[1], ids[2]);
});

test("two messages never share an id", async () => {
  const one = session([() => Promise.resolve(stored)]);
  const other = session([() => Promise.resolve(stored)]);
  await new Draft().send(one.session, content);
  await new Draft().send(other.session, content);
  assert.notEqual(one.ids[0], other.ids[0]);
});

test("what is wrong with it is said at once and at each field, and nothing is sent", async () => {
  const { ids, session: ada } = session([() => Promise.resolve(stored)]);
  const draft = new Draft();
  const wrong = { ...content, title: " ", message: "m".repeat(2001) };
  assert.equal(await draft.send(ada, wrong), undefined);
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
  const faults: [unknown, unknown][] = [
    [new RefusedError({ code: "conflict", message: "", field: "clientMessageId" }), { reason: texts.reason.conflict }],
    [new RefusedError({ code: "unavailable", message: "" }), { reason: texts.reason.unavailable }],
    [new RefusedError({ code: "unauthorized", message: "" }), { reason: texts.reason.loggedOut, loggedOut: true }],
    [new UnconfirmedError("", true), { reason: texts.reason.unconfirmed }],
    [new UnconfirmedError("", false), { reason: texts.reason.offline }],
    [new TypeError("Failed to fetch"), { reason: texts.reason.offline }],
  ];
  for (const [error, fault] of faults) {
    const draft = new Draft();
    await draft.send(session([() => Promise.reject(error)]).session, content);
    assert.equal(draft.state, "failed");
    assert.deepEqual(draft.fault, fault);
  }
});

test("who is logged out meanwhile is told so, and nothing is sent", async () => {
  const { ids, session: ada } = session([], "out");
  const draft = new Draft();
  await draft.send(ada, content);
  assert.equal(draft.fault?.loggedOut, true);
  draft.loggedIn();
  assert.equal(draft.fault, undefined);
  assert.equal(ids.length, 0);
});
