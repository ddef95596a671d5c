// What is done to conversations: handled, put off, read, joined, split. Each is an operation, said with the way back.
import type { InfiniteData } from "@tanstack/react-query";
import { post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Done, Id, ProspectSaved } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { nameOf, whoText } from "./data";
import type { Conversation, Correspondent, Inbox, Show, Stranger, Thread } from "./types";

type Pages = InfiniteData<Inbox, number>;

const fresh = () => queryClient.invalidateQueries({ queryKey: ["inbox"] });

/** The lists of which a conversation in that state is none. */
const leaves: Record<"open" | "done" | "snoozed", readonly Show[]> = {
  done: ["answer", "waiting", "snoozed"],
  snoozed: ["answer", "waiting", "done"],
  open: ["done", "snoozed"],
};

/** Changes what the lists show at once; gives the way back. */
function show(change: (row: Conversation) => Conversation | null, isLeft: (show: Show) => boolean): () => void {
  const before = queryClient.getQueriesData<Pages>({ queryKey: ["inbox", "list"] });
  for (const [key, data] of before) {
    const { show: shown } = key[2] as { show: Show };
    if (!data) continue;
    let gone = 0;
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((row) => {
        const next = change(row);
        if (next === null && isLeft(shown)) {
          gone += 1;
          return [];
        }
        return [next ?? row];
      }),
    }));
    queryClient.setQueryData<Pages>(key, {
      ...data,
      pages: pages.map((page) => ({ ...page, total: Math.max(0, page.total - gone) })),
    });
  }
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

async function write(
  call: () => Promise<Done>,
  say: string | null,
  back: () => void = () => undefined,
): Promise<boolean> {
  try {
    const { operation } = await call();
    if (say) undoToast(say, operation ?? null);
    void fresh();
    return true;
  } catch (error) {
    back();
    failureToast(error);
    void fresh();
    return false;
  }
}

function move(
  conversation: Conversation,
  state: "open" | "done" | "snoozed",
  say: string,
  until?: string,
): Promise<boolean> {
  const { id } = conversation;
  const back = show(
    (row) => (row.id === id ? null : row),
    (shown) => leaves[state].includes(shown),
  );
  return write(() => post<Done>("/inbox/state", { ids: [id], state, ...(until ? { until } : {}) }), say, back);
}

export const handle = (conversation: Conversation): Promise<boolean> =>
  move(conversation, "done", words().inbox.did.handled({ who: whoText(conversation) }));

export const reopen = (conversation: Conversation): Promise<boolean> =>
  move(conversation, "open", words().inbox.did.reopened({ who: whoText(conversation) }));

export const putOff = (conversation: Conversation, until: string): Promise<boolean> =>
  move(conversation, "snoozed", words().inbox.did.later({ who: whoText(conversation) }), until);

/** Read by being looked at says nothing of it; unread by a key does. */
export function setRead(conversation: Conversation, isRead: boolean): Promise<boolean> {
  const { id } = conversation;
  const back = show(
    (row) => (row.id === id ? { ...row, unread: isRead ? 0 : Math.max(1, row.unread) } : row),
    () => false,
  );
  queryClient.setQueryData<Thread>(["inbox", "thread", id], (thread) =>
    thread ? { ...thread, conversation: { ...thread.conversation, unread: isRead ? 0 : 1 } } : thread,
  );
  const say = isRead ? null : words().inbox.did.unread({ who: whoText(conversation) });
  return write(() => post<Done>("/inbox/read", { ids: [id], is_read: isRead }), say, back);
}

export const join = (ids: readonly Id[]): Promise<boolean> =>
  write(() => post<Done>("/inbox/join", { ids }), words().inbox.did.joined);

export const split = (message: Id): Promise<boolean> =>
  write(() => post<Done>("/inbox/split", { message }), words().inbox.did.split);

/** Makes a prospect of whoever wrote, with what the signature says. */
export async function addStranger(person: Correspondent, stranger: Stranger | null): Promise<Id | null> {
  const parts = (person.name ?? "").trim().split(/\s+/).filter(Boolean);
  const first = stranger?.first_name ?? (parts.length > 1 ? (parts[0] ?? null) : null);
  const last = stranger?.last_name ?? (parts.length > 1 ? parts.slice(1).join(" ") : (parts[0] ?? null));
  try {
    const saved = await post<ProspectSaved>("/prospects", {
      first_name: first,
      last_name: last,
      email: person.address,
      phone: stranger?.phone ?? null,
      job_title: stranger?.title ?? null,
      company: stranger?.company ?? null,
    });
    undoToast(words().inbox.did.added({ name: nameOf(person) }), saved.operation);
    invalidate(queryClient, ["prospect"]);
    void fresh();
    return saved.prospect.id;
  } catch (error) {
    failureToast(error);
    return null;
  }
}
