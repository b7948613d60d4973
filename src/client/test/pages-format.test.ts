import assert from "node:assert/strict";
import { test } from "node:test";

// The language of the browser is asked once.
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: { language: "en-US" } });
const { ago, moment } = await import("../../main/resources/web/app/model/format.js");

const now = new Date(2026, 10, 26, 13, 44, 30);
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5);

test("a moment is said once: the day in words as long as one counts back by words, and the time of day", () => {
  assert.equal(moment(now, now), "Today, 01:44 PM");
  assert.equal(moment(at(26, 0), now), "Today, 12:05 AM");
  assert.equal(moment(at(25, 23), now), "Yesterday, 11:05 PM");
  assert.equal(moment(at(24, 23), now), "Nov 24, 2026, 11:05 PM");
});

test("how long ago is said in the unit that fits", () => {
  assert.equal(ago(now, now.getTime()), "now");
  assert.equal(ago(at(26, 13), now.getTime()), "39 minutes ago");
  assert.equal(ago(at(25, 13), now.getTime()), "yesterday");
  assert.equal(ago(at(2, 13), now.getTime()), "Nov 2, 2026");
});
