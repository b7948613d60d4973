import { Page, until } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, type TestContext } from "node:test";
import { narrate } from "../../main/resources/web/app/client/index.js";
import type { AccessToken, PostroomOptions, Refusal, Role } from "../../main/resources/web/app/client/index.js";
import { ADMIN, FakeServer, USER } from "./server.js";

let server: FakeServer;
let page: Page;
let given: number;
/** Calls of `/api/auth/me`. */
let asked: number;

beforeEach(async () => {
  given = asked = 0;
  server = await new FakeServer().start();
});

afterEach(async () => {
  page.postroom.close();
  await server.stop();
});

const open = (options: Partial<PostroomOptions> = {}) => (page = new Page({ url: server.url, ...options }));

const token = async (): Promise<AccessToken> => ({ token: `token-${++given}`, expiresAt: Date.now() + 900_000 });

function me(status: number, body: object): void {
  server.rest = (request, response) => {
    assert.equal(request.url, "/api/auth/me");
    asked++;
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  };
}

const loggedIn = (id: string, role: Role) => me(200, { _id: id, name: "Anna Berg", email: "anna@example.com", role });

const why = () => (page.postroom.connection.value as { why?: Refusal }).why;

async function is(state: string, code: string): Promise<void> {
  await until(`it is ${state} as ${code}`, () => page.state === state && why()?.code === code);
}

/** What is written to the console as a warning. */
function warnings(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, "warn", (...words: unknown[]) => void said.push(words.join(" ")));
  t.mock.method(console, "log", () => {});
  narrate(page.postroom, USER);
  return said;
}

test("tokens that are not taken: it says so, asks for a new one each time, and goes on with the first good one", async (t) => {
  server.refuseUpgrades = 401;
  me(401, { code: "unauthorized", detail: "a token is required" });
  open({ token });
  const said = warnings(t);
  await is("offline", "unauthorized");
  assert.equal(why()?.message, "nobody is logged in as user (a token is required)");
  const before = given;
  const upgrades = server.upgrades.length;
  await until("it tried three times more", () => server.upgrades.length >= upgrades + 3);
  assert.ok(given >= before + 2, `${given - before} tokens`);
  server.refuseUpgrades = undefined;
  await page.is("live");
  assert.deepEqual(said, [
    "🔌 Socket not connected: nobody is logged in as user (a token is required). It is tried again.",
  ]);
});

test("by the cookie, and nobody is logged in: the same", async (t) => {
  server.refuseUpgrades = 401;
  me(401, { code: "unauthorized", detail: "a token is required" });
  open();
  const said = warnings(t);
  await is("offline", "unauthorized");
  assert.deepEqual(said, [
    "🔌 Socket not connected: nobody is logged in as user (a token is required). It is tried again.",
  ]);
});

test("no token because nobody is logged in: it ends, and says so", async (t) => {
  open({ token: async () => null });
  const said = warnings(t);
  await is("ended", "unauthorized");
  assert.deepEqual(said, ["🔌 Socket not connected: nobody is logged in as user."]);
});

test("no token because the login does not answer: it says so and goes on", async (t) => {
  open({ token: async () => (++given < 3 ? Promise.reject(new Error("the login answered 502")) : token()) });
  const said = warnings(t);
  await page.is("live");
  assert.deepEqual(said, ["🔌 Socket not connected: there is no new token (the login answered 502). It is tried again."]);
});

for (const [somebody, id, role] of [
  ["another user", ADMIN, "user"],
  ["an admin", USER, "admin"],
] as const) {
  test(`the token is the one of ${somebody}: it ends, and says whose it is`, async (t) => {
    server.refuseUpgrades = 403;
    loggedIn(id, role);
    open({ token });
    const said = warnings(t);
    await is("ended", "forbidden");
    assert.equal((page.postroom.connection.value as { reason?: string }).reason, "unauthorized");
    assert.deepEqual(said, [`🔌 Socket not connected: ${role} ${id} is logged in, and not user ${USER}.`]);
  });
}

test("a service that takes the token but opens no socket is asked why once, and now and then again", async (t) => {
  server.refuseUpgrades = 503;
  loggedIn(USER, "user");
  open({ token });
  const said = warnings(t);
  await is("offline", "unavailable");
  await until("it tried sixteen times", () => server.upgrades.length >= 16);
  assert.ok(asked >= 2 && asked <= 3, `asked ${asked} times`);
  assert.deepEqual(said, [`🔌 Socket not connected: ${server.url} answers, but opens no socket. It is tried again.`]);
});

test("a service that is not there is said once for each time that it goes", async (t) => {
  open({ token });
  const said = warnings(t);
  const line = `🔌 Socket not connected: ${server.url} does not answer, or does not let this page in (its log says so). It is tried again.`;
  for (const times of [1, 2]) {
    await page.is("live");
    await server.stop();
    await is("offline", "unavailable");
    const tried = page.states.length;
    await until("it tried again", () => page.states.length > tried + 4);
    assert.deepEqual(said, Array(times).fill(line));
    await server.start();
  }
  await page.is("live");
});

test("a room that is refused is said with the server's reason", async (t) => {
  server.answering = false;
  open();
  const said = warnings(t);
  const joined = page.postroom.join(ADMIN);
  const { ref } = await (await server.peer()).heard("joinUserRoom");
  server.last.say({ type: "error", ref: ref!, code: "forbidden", message: "this is not your room" });
  await assert.rejects(joined, { code: "forbidden" });
  assert.deepEqual(said, [`👤 Room of ${ADMIN} not joined: this is not your room.`]);
});
