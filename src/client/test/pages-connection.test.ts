import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConnectionState, Postroom } from "../../main/resources/web/app/client/index.js";
import { Connection } from "../../main/resources/web/app/model/connection.js";

/** A connection, and what becomes of it. */
function connected() {
  let tell: (state: ConnectionState) => void = () => {};
  const subscribe = (listener: (state: ConnectionState) => void) => {
    tell = listener;
    listener({ state: "live", since: 0 });
    return () => {};
  };
  const connection = new Connection({ connection: { subscribe } } as unknown as Postroom);
  return { connection, become: (state: ConnectionState) => tell(state) };
}

test("a short break is not said, a longer one is, and its end is again quiet", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { connection, become } = connected();
  become({ state: "offline", since: 0 });
  become({ state: "live", since: 0 });
  t.mock.timers.tick(5_000);
  assert.equal(connection.worthSaying, false);
  become({ state: "offline", since: 0 });
  assert.equal(connection.worthSaying, false);
  t.mock.timers.tick(1_500);
  assert.equal(connection.worthSaying, true);
  become({ state: "live", since: 0 });
  assert.equal(connection.worthSaying, false);
});

test("what has ended is said at once", () => {
  const { connection, become } = connected();
  become({ state: "ended", since: 0, reason: "closed" });
  assert.equal(connection.worthSaying, true);
});
