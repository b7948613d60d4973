import type { Person, Postroom } from "../client/index.js";

const together = new WeakMap<Postroom, Promise<ReadonlyMap<string, Person>>>();
const known = new WeakMap<Postroom, Map<string, Promise<Person>>>();

/** A customer, asked for once. */
export function person(postroom: Postroom, id: string): Promise<Person> {
  return once(postroom, id, () => alone(postroom, id));
}

/** One of many: most of them are among the newest, who are asked for together. */
export function oneOfMany(postroom: Postroom, id: string): Promise<Person> {
  return once(postroom, id, async () => (await newest(postroom)).get(id) ?? alone(postroom, id));
}

function once(postroom: Postroom, id: string, ask: () => Promise<Person>): Promise<Person> {
  const people = known.get(postroom) ?? new Map<string, Promise<Person>>();
  known.set(postroom, people);
  const asked = people.get(id) ?? ask();
  people.set(id, asked);
  asked.catch(() => people.delete(id));
  return asked;
}

function alone(postroom: Postroom, id: string): Promise<Person> {
  return postroom.fetch<Person>(`/api/users/${id}`);
}

function newest(postroom: Postroom): Promise<ReadonlyMap<string, Person>> {
  const asked =
    together.get(postroom) ??
    postroom
      .fetch<{ users: Person[] }>("/api/users?limit=100")
      .then(({ users }) => new Map(users.map((user) => [user._id, user])))
      .catch(() => new Map<string, Person>());
  together.set(postroom, asked);
  return asked;
}
