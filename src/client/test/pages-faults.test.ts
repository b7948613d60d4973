import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf, type Faults } from "../../main/resources/web/app/model/faults.js";

const faults = (title: string, message = "text"): Faults =>
  faultsOf({ userId: "6500000000000000000000b1", title, message, status: "Info" });

test("blank is what is white space to the server, and nothing else", () => {
  // As Character.isWhitespace has it.
  const white = [0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000];
  for (let point = 0x2000; point <= 0x200a; point++) if (point !== 0x2007) white.push(point);
  for (let point = 0; point <= 0xffff; point++) {
    const text = String.fromCharCode(point);
    assert.equal(faults(text).title !== undefined, white.includes(point), `U+${point.toString(16)}`);
  }
});

test("characters are counted as the server counts them", () => {
  assert.deepEqual(faults("📬".repeat(100), "📬".repeat(1000)), {});
  assert.deepEqual(Object.keys(faults("📬".repeat(100) + "a", "📬".repeat(1000) + "a")), ["title", "message"]);
});
