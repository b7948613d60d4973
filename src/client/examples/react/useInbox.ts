import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { InboxPage, Observable, Postroom, ReportMessage } from "@postroom/client";

/** The newest messages of a user, newest first. */
export function useInbox(postroom: Postroom, userId: string): ReportMessage[] {
  const [messages, setMessages] = useState<ReportMessage[]>([]);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const load = async () => {
      const page = await postroom.fetch<InboxPage>(`/api/report-messages/user/${userId}`, { signal });
      // What came in while this was read stays.
      setMessages((shown) => [...shown.filter(({ seq }) => seq > page.seq), ...page.messages]);
      return page;
    };
    postroom.on("receiveReportMessage", ({ message }) => setMessages((shown) => [message, ...shown]), { signal });
    postroom.on(
      "reportMessagesRead",
      ({ messageIds, upTo = 0, readAt }) =>
        setMessages((shown) =>
          shown.map((message) =>
            !message.isRead && (message.seq <= upTo || messageIds?.includes(message._id))
              ? { ...message, isRead: true, readAt }
              : message,
          ),
        ),
      { signal },
    );
    postroom.on("stateStale", () => load().catch(() => {}), { signal });
    postroom.on("startOver", () => setMessages([]), { signal });
    postroom.join(userId, { load, signal }).catch(() => {});
    return () => leaving.abort();
  }, [postroom, userId]);

  return messages;
}

/** `postroom.connection`, `postroom.unread(userId)`. */
export function useValue<T>(observable: Observable<T>): T {
  const subscribe = useCallback((changed: () => void) => observable.subscribe(changed), [observable]);
  return useSyncExternalStore(subscribe, () => observable.value);
}
