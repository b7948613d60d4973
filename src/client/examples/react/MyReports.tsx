import type { Postroom } from "@postroom/client";
import { useInbox, useValue } from "./useInbox";

export function MyReports({ postroom, userId }: { postroom: Postroom; userId: string }) {
  const messages = useInbox(postroom, userId);
  const unread = useValue(postroom.unread(userId));
  const { state } = useValue(postroom.connection);

  return (
    <main>
      <h1>My Reports ({unread ?? "…"} unread)</h1>
      {state !== "live" && <p role="status">{state}</p>}
      <ul>
        {messages.map(({ _id, title, message, isRead }) => (
          <li key={_id} onClick={() => void postroom.markRead(_id).catch(() => {})}>
            {isRead ? title : <strong>{title}</strong>}: {message}
          </li>
        ))}
      </ul>
    </main>
  );
}
