import { made } from "./tabs.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Page, until, upTo } from "./page.js";
import type { InboxPage, PostroomOptions, Role } from "../../main/resources/web/app/client/index.js";

const url = process.env["POSTROOM_URL"] ?? "";
const remote = process.env["POSTROOM_REMOTE"] ?? "";

/** Something is done to the installation. */
async function call(what: string, given: Record<string, string | number> = {}): Promise<string> {
  const query = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const answer = await fetch(`${remote}/${what}?${query}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

describe("before the running service", { skip: url === "" && "POSTROOM_URL names none" }, () => {
  let user: string;
  let admin: string;
  let pages: Page[];

  beforeEach(async () => {
    pages = [];
    [user, admin] = await Promise.all([call("user"), call("admin")]);
  });

  afterEach(async () => {
    for (const { postroom } of pages) postroom.close();
    await call("heal");
  });

  function open(role: Role, options: Partial<PostroomOptions> = {}, seconds = 900): Page {
    const id = role === "admin" ? admin : user;
    const token = async () => ({
      token: await call("token", { role, id, seconds }),
      expiresAt: Date.now() + seconds * 1000,
    });
    const page = new Page({ url, role, id, token, reconnect: { delayMs: 200, maxDelayMs: 1000 }, ...options });
    pages.push(page);
    return page;
  }

  const draft = (title: string) => ({ userId: user, title, message: `The text of ${title}`, status: "Info" }) as const;

  test("an admin sends, the customer sees it, and receipts come back", async () => {
    const [from, to] = [open("admin"), open("user")];
    await to.postroom.join(user, { load: () => to.postroom.fetch<InboxPage>(`/api/report-messages/user/${user}`) });
    const delivered: number[] = [];
    from.postroom.on("reportMessagesDelivered", ({ upTo }) => delivered.push(upTo));
    const stored = await from.postroom.send(draft("One"));
    await to.shows(1);
    assert.deepEqual([to.shown[0]?._id, to.postroom.unread(user).value], [stored._id, 1]);
    await until("it is delivered", () => delivered.includes(1));
    await to.postroom.markRead(stored._id);
    await until("it is read on both sides", () =>
      [from, to].every(({ events }) => events.includes("reportMessagesRead")) && to.postroom.unread(user).value === 0,
    );
  });

  test("a refusal names code and field, over the socket and REST", async () => {
    const from = open("admin");
    await assert.rejects(from.postroom.send(draft("")), { name: "RefusedError", code: "invalid", field: "title" });
    const missing = from.postroom.join("0".repeat(24));
    await assert.rejects(missing, { code: "notFound", field: "userId" });
    await assert.rejects(from.postroom.fetch("/api/users?limit=none"), { code: "invalid", field: "limit" });
  });

  test("a replica is killed while messages flow: each is stored once, and shown once and in order", async () => {
    const [from, to] = [open("admin"), open("user")];
    await to.postroom.join(user, { after: 0 });
    const sends = upTo(100).map((n) => from.postroom.send(draft(String(n))));
    await to.shows(5);
    await call("kill");
    await Promise.all(sends);
    await to.shows(100);
    assert.deepEqual(to.seqs, upTo(100));
    assert.deepEqual(to.shown.map(({ title }) => title).sort(), upTo(100).map(String).sort());
  });

  test("a replica that is told to stop sends its clients elsewhere", async () => {
    const [from, to] = [open("admin"), open("user")];
    await to.postroom.join(user, { after: 0 });
    await from.is("live");
    await call("terminate");
    for (let n = 1; n <= 20; n++) await from.postroom.send(draft(String(n)));
    await to.shows(20);
    assert.deepEqual(to.seqs, upTo(20));
  });

  test("cut off and back, it goes on where it was", async () => {
    const [from, to] = [open("admin"), open("user")];
    await to.postroom.join(user, { after: 0 });
    await from.postroom.send(draft("before"));
    await call("cut");
    await to.is("offline");
    const meanwhile = from.postroom.send(draft("meanwhile"));
    await call("heal");
    await meanwhile;
    await to.shows(2);
    assert.deepEqual(to.seqs, [1, 2]);
  });

  test("10,000 messages behind, it is handed all of them in order", async () => {
    await call("fill", { user, admin, count: 10_000 });
    const to = open("user");
    const { seq } = await to.postroom.join(user, { after: 0 });
    assert.equal(seq, 10_000);
    assert.deepEqual(to.seqs, upTo(10_000));
  });

  test("a socket outlives its first token, in place", async () => {
    const to = open("user", {}, 7);
    await to.postroom.join(user, { after: 0 });
    const from = open("admin");
    await until("the first token has ended", ((end) => () => performance.now() > end)(performance.now() + 9_000), 20_000);
    await from.postroom.send(draft("late"));
    await to.shows(1);
    assert.deepEqual(to.states.map(({ state }) => state).filter((state) => state === "offline"), []);
  });

  test("a place ahead of the log starts over", async () => {
    const to = open("user");
    let loads = 0;
    await to.postroom.join(user, { load: async () => ({ seq: loads++ === 0 ? 40 : 0 }) });
    assert.deepEqual([loads, to.events], [2, ["startOver", "userRoomJoined"]]);
  });

  test("tabs share a socket over the death of their replica and of their leader", async () => {
    made.length = 0;
    const tabs = [0, 1, 2].map(() => open("user", { shared: true }));
    for (const tab of tabs) await tab.postroom.join(user, { after: 0 });
    const from = open("admin");
    await from.postroom.send(draft("one"));
    await Promise.all(tabs.map((tab) => tab.shows(1)));
    await call("kill");
    await from.postroom.send(draft("two"));
    await Promise.all(tabs.map((tab) => tab.shows(2)));
    tabs[0]!.postroom.close();
    await from.postroom.send(draft("three"));
    await Promise.all(tabs.slice(1).map((tab) => tab.shows(3)));
    for (const { seqs } of tabs.slice(1)) assert.deepEqual(seqs, [1, 2, 3]);
  });
});
