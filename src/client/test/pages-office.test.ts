import assert from "node:assert/strict";
import { test } from "node:test";
import type { Postroom } from "../../main/resources/web/app/client/index.js";
import { oneOfMany, person } from "../../main/resources/web/app/model/person.js";

/** A server that knows these people and gives only the first ones together. */
function served(ids: string[], together: number, fails = false) {
  const asked: string[] = [];
  const of = (id: string) => ({ _id: id, name: `Name of ${id}`, email: "" });
  const fetch = async (path: string) => {
    asked.push(path);
    if (path.startsWith("/api/users?")) {
      if (fails) throw new Error("not now");
      return { users: ids.slice(0, together).map(of), next: null };
    }
    return of(path.split("/").at(-1)!);
  };
  return { asked, postroom: { fetch } as unknown as Postroom };
}

test("the people of many orders are asked for together, and alone only who is not among them", async () => {
  const { asked, postroom } = served(["a", "b", "c", "d"], 3);
  const people = await Promise.all(["a", "b", "a", "c", "d", "d"].map((id) => oneOfMany(postroom, id)));
  assert.deepEqual(people.map(({ _id }) => _id), ["a", "b", "a", "c", "d", "d"]);
  assert.deepEqual(asked, ["/api/users?limit=100", "/api/users/d"]);
  await person(postroom, "a");
  assert.equal(asked.length, 2);
});

test("who cannot be asked for together is asked for alone", async () => {
  const { asked, postroom } = served(["a"], 1, true);
  assert.equal((await oneOfMany(postroom, "a")).name, "Name of a");
  assert.deepEqual(asked, ["/api/users?limit=100", "/api/users/a"]);
});
