import assert from "node:assert/strict";
import { test } from "node:test";
import { backTo, parse } from "../../main/resources/web/app/route.js";
import { everything, matches, query } from "../../main/resources/web/app/model/filter.js";
import type { ReportMessage } from "../../main/resources/web/app/client/index.js";

test("after a login one is back where one came from", () => {
  assert.equal(backTo("admin", "/admin/reports/6500000000000000000000b1"), "/admin/reports/6500000000000000000000b1");
  assert.equal(backTo("user", null), "/profile/reports");
  assert.equal(backTo("admin", null), "/admin/orders");
});

test("a login leads nowhere else: not to another site, another role or itself", () => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/admin/login"]) {
    assert.equal(backTo("admin", next), "/admin/orders");
  }
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/admin/orders", "/other"]) {
    assert.equal(backTo("user", next), "/profile/reports");
  }
});

test("an address is taken as it stands, also one that nobody can decode", () => {
  assert.deepEqual(parse("/admin/reports/%E0%A4%A"), { page: "customer", role: "admin", userId: "%E0%A4%A" });
  assert.equal(parse("/profile/other"), undefined);
});

test("the order's messages are asked for by its id, and what only mentions it is left out", () => {
  const filter = { ...everything, orderId: "A-1" };
  assert.equal(query(filter), "q=A-1");
  assert.equal(matches(filter, { title: "about A-1", message: "", orderId: "A-2" } as ReportMessage), false);
  assert.equal(matches(filter, { title: "", message: "", orderId: "A-1" } as ReportMessage), true);
});
