import { loggedIn, Postroom } from "@postroom/client";
import { createRoot } from "react-dom/client";
import { MyReports } from "./MyReports";

const login = await loggedIn("user");
if (login) {
  const postroom = new Postroom({ ...login, shared: true });
  createRoot(document.getElementById("root")!).render(<MyReports postroom={postroom} userId={login.id} />);
} else {
  location.assign("/login");
}
