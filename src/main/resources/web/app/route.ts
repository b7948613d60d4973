import type { Role } from "./client/index.js";

export type Route =
  | { page: "home" }
  | { page: "notFound" }
  | { page: "login"; role: Role }
  | { page: "myReports"; role: "user" }
  | { page: "orders"; role: "admin" }
  | { page: "reports"; role: "admin" }
  | { page: "customer"; role: "admin"; userId: string };

export function parse(path: string): Route {
  const customer = /^\/admin\/reports\/([^/]+)\/?$/.exec(path)?.[1];
  if (customer !== undefined) return { page: "customer", role: "admin", userId: customer };
  switch (path.replace(/\/$/, "")) {
    case "":
      return { page: "home" };
    case "/login":
      return { page: "login", role: "user" };
    case "/admin/login":
      return { page: "login", role: "admin" };
    case "/admin/orders":
      return { page: "orders", role: "admin" };
    case "/admin/reports":
      return { page: "reports", role: "admin" };
    case "/profile/reports":
      return { page: "myReports", role: "user" };
    default:
      return { page: "notFound" };
  }
}

/** @param next where one wants to be afterwards */
export function loginOf(role: Role, next?: string): string {
  const login = role === "admin" ? "/admin/login" : "/login";
  return next === undefined ? login : `${login}?next=${encodeURIComponent(next)}`;
}

export function homeOf(role: Role): string {
  return role === "admin" ? "/admin/orders" : "/profile/reports";
}

/** Where one came from; only ever a page of this role here. */
export function backTo(role: Role, next: string | null): string {
  const here = next ? parse(next.replace(/[?#].*$/s, "")) : undefined;
  return next && here && "role" in here && here.role === role && here.page !== "login" ? next : homeOf(role);
}
