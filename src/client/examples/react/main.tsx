import { loggedIn, Postroom } from "@postroom/client";
import { createRoot } from "react-dom/client";
import { MyReports } from "./MyReports";

/** Where Postroom is, if this page is not served from there. */
const url: string | undefined = import.meta.env?.VITE_POSTROOM_URL;

const login = await loggedIn("user", url);
if (login) {
  const postroom = new Postroom({ ...login, shared: true });
  createRoot(document.getElementById("root")!).render(<MyReports postroom={postroom} userId={login.id} />);
} else {
  location.assign(new URL("/login", url ?? location.href));
}
