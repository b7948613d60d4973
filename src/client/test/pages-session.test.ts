import "./tabs.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, type TestContext } from "node:test";
import { Session } from "../../main/resources/web/app/model/session.js";
import { until } from "./page.js";
import { ADMIN, FakeServer } from "./server.js";

let server: FakeServer;
let session: Session;
let refreshes: number;
const kept = new Map<string, string>();
const reach = globalThis.fetch;

Object.defineProperty(globalThis, "localStorage", {
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  },
  configurable: true,
});

/** The page that this tab shows. */
function shows(path: string): void {
  Object.defineProperty(globalThis, "location", { value: new URL(path, server.url), configurable: true });
}

beforeEach(async () => {
  kept.clear();
  refreshes = 0;
  server = await new FakeServer().start();
  server.rest = (_, response) => {
    const login = { accessToken: `token-${refreshes}`, expiresAt: new Date(Date.now() + 900_000).toISOString(), id: ADMIN };
    const me = { _id: ADMIN, name: "Ada", email: "ada@office.example" };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ ...login, ...me }));
  };
  globalThis.fetch = (path, init) => {
    if (path === "/api/auth/admins/refresh") refreshes++;
    return reach(new URL(String(path), server.url), init);
  };
  session = new Session("admin");
});

afterEach(async () => {
  session.postroom?.close();
  globalThis.fetch = reach;
  await server.stop();
});

/** Another tab of this browser. */
const other = () => new BroadcastChannel("postroom-session-admin");

/** What was said before by another tab has arrived. */
const settled = () => new Promise((done) => setTimeout(done));

async function loggedOutAndInElsewhere(): Promise<void> {
  const tab = other();
  kept.delete("postroom-admin");
  tab.postMessage("out");
  await settled();
  kept.set("postroom-admin", "in");
  tab.postMessage("in");
  await settled();
  tab.close();
}

test("a tab of the other role takes up no login", async () => {
  shows("/profile/reports");
  await loggedOutAndInElsewhere();
  assert.deepEqual([session.state, refreshes, server.upgrades], ["unknown", 0, []]);
});

test("a tab that showed this role's pages before takes it up when it shows one again", async () => {
  shows("/admin/orders");
  kept.set("postroom-admin", "in");
  await session.restore();
  await server.peer();
  shows("/profile/reports");
  await loggedOutAndInElsewhere();
  assert.deepEqual([session.state, server.upgrades.length], ["unknown", 1]);
  shows("/admin/orders");
  await session.restore();
  await server.peer(2);
});

test("a tab that shows this role's page takes the login up", async () => {
  shows("/admin/orders");
  kept.set("postroom-admin", "in");
  await session.restore();
  await loggedOutAndInElsewhere();
  await until("it is logged in", () => session.state === "in");
  await server.peer(2);
});

function warnings(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, "warn", (...words: unknown[]) => void said.push(words.join(" ")));
  t.mock.method(console, "log", () => {});
  return said;
}

test("the login page says nothing of nobody being logged in", async (t) => {
  const said = warnings(t);
  shows("/admin/login");
  await session.restore();
  assert.deepEqual([session.state, said], ["out", []]);
});

test("another page says that nobody is logged in, unless somebody has just logged out there", async (t) => {
  const said = warnings(t);
  shows("/admin/orders");
  await session.restore();
  assert.deepEqual(said, ["🔌 Socket not connected: nobody is logged in as admin."]);
  said.length = 0;
  await session.login("ada@office.example", "secret");
  await session.logout();
  assert.deepEqual([session.state, said], ["out", []]);
});
