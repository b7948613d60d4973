import { page as window, tab as document } from "./browser.js";
import { Page, until } from "./page.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, type TestContext } from "node:test";
import { FakeServer, USER } from "./server.js";
import type { PostroomOptions } from "../../main/resources/web/app/client/index.js";

let server: FakeServer;
let page: Page;

beforeEach(async () => {
  server = await new FakeServer().start();
});

afterEach(async () => {
  page.postroom.close();
  await server.stop();
});

const open = (options: Partial<PostroomOptions> = {}) => (page = new Page({ url: server.url, ...options }));

/** Of the full jitter the longest. */
const longest = (t: TestContext) => t.mock.method(Math, "random", () => 0.999);

test("the state tells the truth: connecting, live, offline since, ended", async () => {
  open();
  await page.is("live");
  await server.stop();
  await page.is("offline");
  const since = (page.postroom.connection.value as { since: number }).since;
  await until("it has tried three times", () => page.states.length > 8);
  assert.equal((page.postroom.connection.value as { since: number }).since, since);
  await server.start();
  await page.is("live");
  page.postroom.close();
  assert.deepEqual([page.states[0]?.state, page.state], ["connecting", "ended"]);
});

test("told not to connect, it connects when asked", async () => {
  open({ connect: false });
  assert.equal(page.state, "idle");
  page.postroom.connect();
  await page.is("live");
  assert.equal(server.upgrades.length, 1);
});

test("it comes back after each code that allows it", async () => {
  open();
  for (const [index, code] of [1000, 1001, 1011, 4001, 4003, 1009].entries()) {
    (await server.peer(index + 1)).socket.close(code);
    await server.peer(index + 2);
  }
  await page.is("live");
});

test("it does not come back when told so", async () => {
  open();
  (await server.peer()).socket.close(4500);
  await page.is("ended");
  assert.deepEqual(page.postroom.connection.value, {
    state: "ended",
    since: (page.postroom.connection.value as { since: number }).since,
    reason: "refused",
    why: { code: "internal", message: "the service said not to come back (4500)" },
  });
  page.postroom.connect();
  await page.is("live");
});

test("too fast or too many: later is a second at least", async () => {
  open();
  await page.is("live");
  const left = performance.now();
  server.last.socket.close(4002);
  await server.peer(2);
  assert.ok(performance.now() - left >= 990);
});

test("going away is obeyed: it leaves by itself within the time, and comes back", async () => {
  open();
  await page.is("live");
  const left = performance.now();
  server.last.say({ type: "goingAway", reconnectWithinMs: 300 });
  await server.peer(2);
  assert.ok(performance.now() - left <= 400);
  assert.equal(await server.peers[0]!.closed, 1000);
});

test("going away and closed before it left, it comes back within the time", async (t) => {
  longest(t);
  open();
  await page.is("live");
  const left = performance.now();
  server.last.say({ type: "goingAway", reconnectWithinMs: 300 });
  server.last.socket.close(4001);
  await server.peer(2);
  const away = performance.now() - left;
  assert.ok(away >= 200 && away <= 400, `${away} ms`);
});

test("delays double with full jitter up to the longest, and five attempts are the end where five are wanted", async (t) => {
  longest(t);
  await server.stop();
  open({ reconnect: { attempts: 5, delayMs: 10, maxDelayMs: 50 } });
  const delays: number[] = [];
  let next = 0;
  page.postroom.connection.subscribe((state) => {
    if (state.state !== "offline" || state.retryAt === undefined || state.retryAt === next) return;
    next = state.retryAt;
    delays.push(next - Date.now());
  });
  await page.is("ended");
  assert.equal(delays.length, 5);
  for (const [index, most] of [10, 20, 40, 50, 50].entries()) {
    assert.ok(delays[index]! > most - 6 && delays[index]! <= most, `${delays}`);
  }
  assert.equal((page.postroom.connection.value as { reason?: string }).reason, "attempts");
  await server.start();
});

test("silence beyond the heartbeat is loss, and heartbeats are none", async () => {
  server.heartbeatMs = 200;
  open();
  await page.is("live");
  const beating = setInterval(() => server.peers[0]!.say({ type: "heartbeat" }), 50);
  await until("four heartbeats long", ((end) => () => performance.now() > end)(performance.now() + 800));
  assert.equal(server.peers.length, 1);
  clearInterval(beating);
  await server.peer(2);
  await page.is("live");
});

test("a server that takes the connection and never says a word is given up", async () => {
  server.welcoming = false;
  open();
  await server.peer(1);
  server.welcoming = true;
  await server.peer(2);
  await page.is("live", 15_000);
});

test("back online, or visible again, it does not wait any longer", async (t) => {
  longest(t);
  for (const [target, type] of [
    [window, "online"],
    [document, "visibilitychange"],
    [window, "pageshow"],
  ] as const) {
    await server.stop();
    open({ reconnect: { delayMs: 60_000, maxDelayMs: 60_000 } });
    await until("it waits", () => "retryAt" in page.postroom.connection.value);
    await server.start();
    target.dispatchEvent(new Event(type));
    await page.is("live");
    page.postroom.close();
  }
});

test("a page that wakes asks whether the server is there, and sees that it is not", async () => {
  open();
  await page.is("live");
  document.dispatchEvent(new Event("visibilitychange"));
  const probe = await server.last.heard("ack");
  assert.equal(probe.seq, 0);
  await page.postroom.join(USER, { after: 0 });
  server.last.socket.pause();
  document.dispatchEvent(new Event("visibilitychange"));
  await server.peer(2);
});

test("the clock of the day may jump: nothing happens", async (t) => {
  server.heartbeatMs = 300;
  open();
  await page.postroom.join(USER, { after: 0 });
  const real = Date.now;
  const beating = setInterval(() => server.last.say({ type: "heartbeat" }), 50);
  for (const hours of [9, -9, 24 * 365]) {
    t.mock.method(Date, "now", () => real() + hours * 3_600_000);
    server.publish(1);
    await until("a heartbeat long", ((end) => () => performance.now() > end)(performance.now() + 350));
  }
  clearInterval(beating);
  assert.deepEqual(page.seqs, [1, 2, 3]);
  assert.equal(server.peers.length, 1);
});
