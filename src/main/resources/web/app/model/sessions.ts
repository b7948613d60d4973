import type { Role } from "../client/index.js";
import { Session } from "./session.js";

/** An admin and a customer may be logged in side by side. */
export const sessions: Readonly<Record<Role, Session>> = { user: new Session("user"), admin: new Session("admin") };

const LAST = "postroom-last";

/** This role looks at a page of its own. */
export function remember(role: Role): void {
  localStorage.setItem(LAST, role);
}

/** Whose home is meant where nobody says: of both who was here last, of none the customer's. */
export function whoIsHere(): Role {
  const last: Role = localStorage.getItem(LAST) === "admin" ? "admin" : "user";
  const other: Role = last === "admin" ? "user" : "admin";
  return [last, other].find((role) => sessions[role].isRemembered) ?? "user";
}
