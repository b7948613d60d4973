import "./browser.js";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "./page.js";
import { FakeServer, USER } from "./server.js";
import type { ReportMessage } from "../../main/resources/web/app/client/index.js";

type Seed = typeof import("../../main/resources/web/app/client/seed.js");

const server = new FakeServer();
const lines: string[] = [];
const warnings: string[] = [];
let logins = 0;
let isLoggedIn = true;
let seed: Seed;

before(async () => {
  await server.start();
  console.log = (...words: unknown[]) => void lines.push(words.join(" "));
  console.warn = (...words: unknown[]) => void warnings.push(words.join(" "));
  globalThis.POSTROOM = {
    url: server.url,
    session: async () =>
      isLoggedIn ? { token: `token-${++logins}`, expiresAt: Date.now() + 60_000, id: USER } : null,
  };
  seed = await import("../../main/resources/web/app/client/seed.js");
});

after(async () => {
  seed.disconnectSocket();
  await server.stop();
});

test("it connects when imported, once", async () => {
  await server.peer(1);
  assert.equal(await seed.initializeSocket(), await seed.initializeSocket());
  assert.equal(seed.getSocket(), await seed.initializeSocket());
  await until("it says so", () => lines.includes(`🔌 Socket connected: ${USER}`));
  assert.deepEqual([server.upgrades.length, logins], [1, 1]);
});

test("connected and no room asked for, it says what is missing", async () => {
  await until("it says so", () => warnings.includes("👤 No room joined yet: call joinUserRoom(userId)."));
});

test("a joined room is said, and its messages come to whoever listens", async () => {
  await seed.joinUserRoom(USER);
  assert.ok(lines.includes(`👤 Joined user room: ${USER}`));
  const received: ReportMessage[] = [];
  const cleanUp = seed.onReceiveReportMessage(({ success, message }) => success && received.push(message));
  server.publish(1);
  await until("it was received", () => received.length === 1);
  assert.ok(lines.includes("📨 New report message received: Message 1"));
  cleanUp();
  server.publish(1);
  await until("it was received", () => lines.includes("📨 New report message received: Message 2"));
  assert.equal(received.length, 1);
});

test("a send gives the response, or rejects with code, message and field", async () => {
  const draft = { userId: USER, title: "On its way", message: "It left the house today.", status: "Info" } as const;
  const { success, message } = await seed.sendReportMessage(draft);
  assert.deepEqual([success, message.title], [true, "On its way"]);
  assert.ok(lines.includes(`📨 Report message sent to user ${USER}`));
  server.answering = false;
  const refused = seed.sendReportMessage({ ...draft, title: "" });
  const { ref } = await server.last.heard("sendReportMessage", 2);
  const error = { code: "invalid", message: "title is required", field: "title" } as const;
  server.last.say({ type: "reportMessageSent", ref: ref!, success: false, error });
  await assert.rejects(refused, { code: "invalid", message: "title is required", field: "title" });
});

test("disconnected, it connects again when asked", async () => {
  server.answering = true;
  seed.disconnectSocket();
  assert.equal(seed.getSocket(), null);
  await server.peers[0]!.closed;
  await seed.initializeSocket();
  await server.peer(2);
});

test("nobody logged in is said, and to whoever calls", async () => {
  seed.disconnectSocket();
  isLoggedIn = false;
  await assert.rejects(seed.joinUserRoom(USER), { code: "unauthorized", message: "nobody is logged in as user" });
  assert.deepEqual(warnings, [
    "👤 No room joined yet: call joinUserRoom(userId).",
    "🔌 Socket not connected: nobody is logged in as user.",
  ]);
});
