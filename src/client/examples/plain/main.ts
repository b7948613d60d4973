import { loggedIn, Postroom, type InboxPage, type ReportMessage } from "@postroom/client";

/** Where Postroom is, if this page is not served from there. */
const url: string | undefined = import.meta.env?.VITE_POSTROOM_URL;

const at = (id: string) => document.getElementById(id)!;

function show({ title, message }: ReportMessage): void {
  const item = document.createElement("li");
  item.textContent = `${title}: ${message}`;
  at("messages").prepend(item);
}

async function start(): Promise<void> {
  const login = await loggedIn("user", url);
  if (!login) {
    location.assign(new URL("/login", url ?? location.href));
    return;
  }
  const { id } = login;
  const postroom = new Postroom({ ...login, shared: true });
  postroom.connection.subscribe(({ state }) => (at("connection").textContent = state === "live" ? "" : state));
  postroom.unread(id).subscribe((unread) => (at("unread").textContent = String(unread ?? "…")));
  postroom.on("receiveReportMessage", ({ message }) => show(message));
  await postroom.join(id, {
    load: async ({ signal }) => {
      const path = `/api/report-messages/user/${id}`;
      const page = await postroom.fetch<InboxPage>(path, { signal });
      at("messages").replaceChildren();
      page.messages.reverse().forEach(show);
      return page;
    },
  });
}

void start();
