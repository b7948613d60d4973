import type { Role } from "../client/index.js";
import { Session } from "./session.js";

/** An admin and a customer may be logged in side by side. */
export const sessions: Readonly<Record<Role, Session>> = { user: new Session("user"), admin: new Session("admin") };
