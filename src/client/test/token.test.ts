import "./browser.js";
import { Page, until } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { FakeServer, USER } from "./server.js";
import { Tokens } from "../../main/resources/web/app/client/tokens.js";
import type { AccessToken, PostroomOptions } from "../../main/resources/web/app/client/index.js";

let server: FakeServer;
let page: Page;
let given: number;

beforeEach(async () => {
  given = 0;
  server = await new FakeServer().start();
});

afterEach(async () => {
  page.postroom.close();
  await server.stop();
});

const token = (lifeMs: number) => async (): Promise<AccessToken> => ({
  token: `token-${++given}`,
  expiresAt: new Date(Date.now() + lifeMs).toISOString(),
});

const open = (options: Partial<PostroomOptions>) => (page = new Page({ url: server.url, ...options }));

/** As a server signs it, but for the signature. */
const jwt = (iat: number, exp: number) =>
  ["{}", JSON.stringify({ iat, exp }), "s"].map((part) => Buffer.from(part).toString("base64url")).join(".");

test("the token goes as a subprotocol, and never into the address", async () => {
  open({ token: token(60_000) });
  await page.is("live");
  assert.equal(server.last.token, "token-1");
  assert.deepEqual(server.upgrades, [`/ws/users/${USER}`]);
});

test("the token is renewed before it ends, in place", async () => {
  open({ token: token(6_300) });
  await page.is("live");
  const refresh = await server.last.heard("refreshToken");
  assert.equal(refresh.token, "token-2");
  assert.equal(server.peers.length, 1);
});

test("4401 brings a new token at once", async () => {
  open({ token: token(60_000), reconnect: { delayMs: 60_000 } });
  (await server.peer()).socket.close(4401);
  assert.equal((await server.peer(2)).token, "token-2");
});

/** Of REST too the service takes no token that it refused at a handshake. `refusing` hears of each. */
function refuse(tokens: (token: string) => boolean, refusing: () => void = () => {}): void {
  const refused = new Set<string | undefined>();
  server.refusesToken = (token) => {
    if (!tokens(token)) return false;
    refused.add(`Bearer ${token}`);
    refusing();
    return true;
  };
  server.rest = (request, response) => {
    response.writeHead(refused.has(request.headers.authorization) ? 401 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ _id: USER, role: "user" }));
  };
}

const SLOW = { delayMs: 60_000, maxDelayMs: 60_000 };

test("back with another key, the service is joined at once, however long it was away", async (t) => {
  let jitter = 0;
  t.mock.method(Math, "random", () => jitter);
  // From the first refusal on, to wait for the next attempt takes a minute.
  open({ token: token(900_000), reconnect: SLOW });
  await page.is("live");
  await server.stop();
  const tried = () => page.states.filter((state) => state.state === "offline" && "why" in state).length;
  await until("it tried, and knows that nothing answers", () => tried() > 4);
  refuse((token) => token === "token-1", () => (jitter = 1));
  await server.start();
  await page.is("live");
  assert.equal(server.last.token, "token-2");
});

test("a service that answers again after silence is tried at once, and nothing is said of it", async (t) => {
  let jitter = 0;
  t.mock.method(Math, "random", () => jitter);
  open({ token: token(900_000), reconnect: SLOW });
  await page.is("live");
  await server.stop();
  const said = () => page.states.flatMap((state) => ("why" in state ? state.why!.message : []));
  await until("it tried, and knows that nothing answers", () => said().length > 4);
  // One attempt more fails, as when it was begun just before the service was there.
  server.refusesToken = () => jitter++ === 0;
  server.rest = (_, response) =>
    response.setHeader("Content-Type", "application/json").end(JSON.stringify({ _id: USER, role: "user" }));
  await server.start();
  await page.is("live");
  assert.ok(said().every((message) => message.includes("does not answer")), said().at(-1));
});

test("when the new token is refused as well, it backs off", async (t) => {
  t.mock.method(Math, "random", () => 1);
  refuse(() => true);
  open({ token: token(900_000), reconnect: SLOW });
  const why = () => (page.postroom.connection.value as { why?: { code: string } }).why;
  await until("it says why", () => why() !== undefined);
  assert.deepEqual(server.upgrades.length, 2);
});

test("nobody logged in any more ends it, and a new login goes on", async () => {
  let loggedIn = false;
  open({ token: async () => (loggedIn ? token(60_000)() : null) });
  await page.is("ended");
  assert.equal((page.postroom.connection.value as { reason?: string }).reason, "unauthorized");
  await assert.rejects(page.postroom.markAllRead(), { name: "UnconfirmedError", mayBeDone: false });
  loggedIn = true;
  page.postroom.connect();
  await page.is("live");
});

test("a login that cannot be reached is asked again", async () => {
  open({
    token: async () => {
      if (++given < 3) throw new TypeError("no network");
      return { token: "at last", expiresAt: Date.now() + 60_000 };
    },
  });
  await page.is("live");
  assert.equal(server.last.token, "at last");
});

for (const [clock, hours] of [
  ["ahead", 5],
  ["behind", -5],
] as const) {
  test(`a clock that is ${clock} makes no token old, and none young`, async (t) => {
    const now = Math.floor(Date.now() / 1000);
    const real = Date.now;
    t.mock.method(Date, "now", () => real() + hours * 3_600_000);
    const tokens = new Tokens(async () => (given++, { token: jwt(now, now + 900), expiresAt: (now + 900) * 1000 }));
    await tokens.get();
    await tokens.get();
    assert.equal(given, 1);
    assert.ok(Math.abs(tokens.renewIn() - 720_000) < 10_000, `${tokens.renewIn()} ms`);
    open({});
  });
}

test("somebody else's token ends it", async () => {
  server.answering = false;
  open({ token: token(6_300) });
  const refresh = await (await server.peer()).heard("refreshToken");
  server.last.say({ type: "error", ref: refresh.ref!, code: "forbidden", message: "the token is somebody else's" });
  await page.is("ended");
});

test("REST is called with the token, which is renewed once where it is not taken", async () => {
  const seen: (string | undefined)[] = [];
  server.rest = (request, response) => {
    seen.push(request.headers.authorization);
    if (seen.length === 1) response.writeHead(401).end();
    else response.setHeader("Content-Type", "application/json").end('{"seq":4}');
  };
  open({ token: token(60_000) });
  assert.deepEqual(await page.postroom.fetch("/api/report-messages/user/x"), { seq: 4 });
  assert.deepEqual(seen, ["Bearer token-1", "Bearer token-2"]);
  server.rest = (_, response) =>
    response
      .writeHead(400, { "Content-Type": "application/problem+json" })
      .end('{"code":"invalid","detail":"limit is no number","field":"limit"}');
  await assert.rejects(page.postroom.fetch("/api/users"), { code: "invalid", field: "limit", message: "limit is no number" });
  await assert.rejects(page.postroom.fetch("//elsewhere.example/api/"), TypeError);
  await until("nothing more was asked", () => seen.length === 2);
});
