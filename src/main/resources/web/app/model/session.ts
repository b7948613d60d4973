import { lines, narrate, nobody, Postroom, type AccessToken, type Person, type Role } from "../client/index.js";
import { parse } from "../route.js";
import { call, Refused } from "./call.js";
import { Store } from "./store.js";

interface Login {
  accessToken: string;
  expiresAt: string;
  id: string;
}

/**
 * Who is logged in as this role. The access token is in memory only; the refresh token is a cookie that no script can
 * read. Other tabs hear of a login and a logout.
 */
export class Session extends Store {
  readonly role: Role;
  state: "unknown" | "in" | "out" = "unknown";
  /** While somebody is logged in. */
  postroom: Postroom | undefined;
  person: Person | undefined;
  /** Somebody was logged in until somebody else, another tab or the time put an end to it. */
  ended = false;
  #path: string;
  /** Says that there may be a cookie, which scripts cannot see. */
  #mark: string;
  #fresh: AccessToken | undefined;
  #tabs: BroadcastChannel;
  #opening: Promise<void> | undefined;
  #leaving = false;

  constructor(role: Role) {
    super();
    this.role = role;
    this.#path = `/api/auth/${role}s`;
    this.#mark = `postroom-${role}`;
    this.#tabs = new BroadcastChannel(`postroom-session-${role}`);
    this.#tabs.onmessage = ({ data }) => {
      if (data === "out") this.#leaveAsOthers();
      else this.#enterAsOthers();
    };
  }

  /** Whether somebody of this role may be logged in here. */
  get isRemembered(): boolean {
    return localStorage.getItem(this.#mark) !== null;
  }

  /** Takes up the login of this browser, if there is one. Rejected: the server could not be asked. */
  restore(): Promise<void> {
    this.#opening ??= this.#restore().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async login(email: string, password: string): Promise<void> {
    await this.#enter(await call<Login>("POST", `${this.#path}/login`, { email, password }));
    this.#tabs.postMessage("in");
  }

  async logout(): Promise<void> {
    this.#leaving = true;
    await call("POST", `${this.#path}/logout`).catch(() => {});
    this.#leave();
    this.#leaving = false;
    this.#tabs.postMessage("out");
  }

  /** Where this role was never asked for, there is nothing to leave. */
  #leaveAsOthers(): void {
    if (this.state !== "unknown" || this.#opening) this.#leave();
  }

  /** Only where this role's page is shown; elsewhere it is asked for when it is. */
  #enterAsOthers(): void {
    if (this.state !== "out") return;
    if (this.#page) void this.restore().catch(() => {});
    else this.state = "unknown";
  }

  /** The page that is shown, if it is one of this role. */
  get #page(): string | undefined {
    const route = parse(location.pathname);
    return "role" in route && route.role === this.role ? route.page : undefined;
  }

  async #restore(): Promise<void> {
    if (this.state === "in") return;
    // Where nobody has logged in, there is nothing to ask for.
    if (!this.isRemembered) return this.#leave();
    const login = await this.#refresh();
    if (login) await this.#enter(login);
    else this.#leave();
  }

  async #enter(login: Login): Promise<void> {
    this.#fresh = { token: login.accessToken, expiresAt: login.expiresAt };
    const before = this.postroom;
    if (before && this.person?._id === login.id) {
      // The same person again: what the page shows, and what is being written, stays.
      before.connect();
    } else {
      before?.close();
      const options = { role: this.role, id: login.id, token: () => this.#token(login.id) };
      this.postroom = new Postroom({ ...options, shared: true });
      narrate(this.postroom, login.id);
      this.person = await this.postroom
        .fetch<Person>("/api/auth/me")
        .catch(() => ({ _id: login.id, name: login.id, email: "" }));
    }
    this.state = "in";
    this.ended = false;
    localStorage.setItem(this.#mark, "in");
    this.changed();
  }

  /** That of the login once, then new ones. Null: nobody is logged in any more, or somebody else is. */
  async #token(id: string): Promise<AccessToken | null> {
    const fresh = this.#fresh;
    this.#fresh = undefined;
    if (fresh) return fresh;
    const login = await this.#refresh();
    if (login?.id === id) return { token: login.accessToken, expiresAt: login.expiresAt };
    this.#leave();
    return null;
  }

  async #refresh(): Promise<Login | null> {
    try {
      return await call<Login>("POST", `${this.#path}/refresh`);
    } catch (error) {
      if (error instanceof Refused && (error.status === 401 || error.status === 404)) return null;
      throw error;
    }
  }

  /** The connection object stays, so that what is being written can be sent after the next login. */
  #leave(): void {
    this.#fresh = undefined;
    if (this.state === "in" || this.isRemembered) this.ended = !this.#leaving;
    localStorage.removeItem(this.#mark);
    this.postroom?.close();
    if (this.state !== "out") {
      this.state = "out";
      // Who logs out knows, and the login is there to say it.
      const isNews = !this.#leaving && this.#page !== undefined && this.#page !== "login";
      if (isNews) console.warn(lines.notConnected(nobody(this.role)));
      this.changed();
    }
  }
}
