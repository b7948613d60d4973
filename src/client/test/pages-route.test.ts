import assert from "node:assert/strict";
import { test } from "node:test";
import { backTo, parse } from "../../main/resources/web/app/route.js";
import { addressed, everything, filterFrom, matches, query } from "../../main/resources/web/app/model/filter.js";
import type { ReportMessage } from "../../main/resources/web/app/client/index.js";

test("after a login one is back where one came from", () => {
  assert.equal(backTo("admin", "/admin/reports/6500000000000000000000b1"), "/admin/reports/6500000000000000000000b1");
  assert.equal(backTo("user", null), "/profile/reports");
  assert.equal(backTo("user", "/profile/reports?q=a%20b&unread=true"), "/profile/reports?q=a%20b&unread=true");
  assert.equal(backTo("user", "/"), "/profile/reports");
  assert.equal(backTo("admin", null), "/admin/orders");
});

test("a login leads nowhere else: not to another site, another role or itself", () => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/admin/login"]) {
    assert.equal(backTo("admin", next), "/admin/orders");
  }
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/admin/orders", "/other", "/other?/profile/reports"]) {
    assert.equal(backTo("user", next), "/profile/reports");
  }
});

test("an address is taken as it stands, also one that nobody can decode", () => {
  assert.deepEqual(parse("/admin/reports/%E0%A4%A"), { page: "customer", role: "admin", userId: "%E0%A4%A" });
  assert.deepEqual(parse("/profile/other"), { page: "notFound" });
  assert.deepEqual(parse("/"), { page: "home" });
});

test("the order's messages are asked for by its id, and what only mentions it is left out", () => {
  const filter = { ...everything, orderId: "A-1" };
  assert.equal(query(filter), "q=A-1");
  assert.equal(matches(filter, { title: "about A-1", message: "", orderId: "A-2" } as ReportMessage), false);
  assert.equal(matches(filter, { title: "", message: "", orderId: "A-1" } as ReportMessage), true);
});

test("a filter goes into the address and comes back from it; what makes no sense there filters nothing", () => {
  const filter = { q: "a b&c", unread: true, status: "Issue", orderId: "A-1" } as const;
  assert.equal(String(addressed(filter)), "q=a+b%26c&unread=true&status=Issue&order=A-1");
  assert.deepEqual(filterFrom(addressed(filter)), filter);
  assert.equal(String(addressed(everything)), "");
  assert.deepEqual(filterFrom(new URLSearchParams("status=toString&unread=1&x=y")), everything);
});
