import assert from "node:assert/strict";
import { test } from "node:test";
import { Paged, type Page } from "../../main/resources/web/app/model/paged.js";

const settled = () => new Promise((done) => setImmediate(done));

/** Pages of two. `say` changes what the server has, `fail` lets it fail. */
function served(...all: string[]) {
  let broken = false;
  let during = () => {};
  const list = new Paged<string>(async (cursor): Promise<Page<string>> => {
    await settled();
    if (broken) throw new TypeError("Failed to fetch");
    const from = Number(cursor ?? 0);
    const page = { items: all.slice(from, from + 2), next: from + 2 < all.length ? String(from + 2) : null };
    during();
    return page;
  });
  return { list, all, break: (now: boolean) => (broken = now), during: (what: () => void) => (during = what) };
}

test("read again it is as long as before, and as it is now", async () => {
  const { list, all } = served("a", "b", "c", "d", "e");
  await list.reload();
  await list.more();
  all[3] = "D";
  await list.refresh();
  assert.deepEqual([list.items, list.next], [["a", "b", "c", "D"], "4"]);
});

test("what could not be read again stays", async () => {
  const { list, break: fail } = served("a", "b");
  await list.reload();
  fail(true);
  await list.refresh();
  assert.deepEqual([list.items, list.state], [["a", "b"], "ready"]);
});

test("what comes while it is read again is not undone by what was read", async () => {
  const { list, all, during } = served("a", "b");
  await list.reload();
  during(() => {
    during(() => {});
    all.unshift("new");
    list.replace((items) => ["new", ...items]);
  });
  await list.refresh();
  assert.deepEqual(list.items.slice(0, 2), ["new", "a"]);
});

test("what failed says so until it is there", async () => {
  const { list, break: fail } = served("a");
  fail(true);
  await list.reload();
  const states: string[] = [];
  list.subscribe(() => states.push(list.state));
  await list.reload();
  assert.deepEqual(new Set(states), new Set(["failed"]));
  fail(false);
  await list.reload();
  assert.equal(list.state, "ready");
});

test("an answer that a later question overtook is dropped", async () => {
  const answers: ((page: Page<string>) => void)[] = [];
  const list = new Paged<string>(() => new Promise((answer) => answers.push(answer)));
  const first = list.reload();
  const second = list.reload();
  answers[1]!({ items: ["second"], next: null });
  answers[0]!({ items: ["first"], next: null });
  await Promise.all([first, second]);
  assert.deepEqual(list.items, ["second"]);
});

test("what was asked before the service was back, and fails after it, is read once more", async () => {
  let reads = 0;
  const list = new Paged<string>(async () => {
    await settled();
    if (++reads === 1) throw new TypeError("Failed to fetch");
    return { items: ["a"], next: null };
  });
  const read = list.reload();
  await list.recover();
  await read;
  assert.deepEqual([list.state, reads], ["ready", 2]);
});
