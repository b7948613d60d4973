import type { Person, Postroom } from "../client/index.js";

const known = new WeakMap<Postroom, Map<string, Promise<Person>>>();

/** A customer, asked for once. */
export function person(postroom: Postroom, id: string): Promise<Person> {
  const people = known.get(postroom) ?? new Map<string, Promise<Person>>();
  known.set(postroom, people);
  const asked = people.get(id) ?? postroom.fetch<Person>(`/api/users/${id}`);
  people.set(id, asked);
  asked.catch(() => people.delete(id));
  return asked;
}
