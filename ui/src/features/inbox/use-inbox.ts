// What the screen holds: which tab, whom, which words, which conversation. All of it is in the address, so that back and forward
// bring it back. It draws nothing.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import type { Id } from "@/api/schema";
import type { ConversationListHandle } from "./ConversationList";
import { inboxQuery } from "./data";
import type { Conversation, Show, Who } from "./types";

/** What stands under a tab: conversations, or what one sends. */
export type Tab = Show | "outbox";

export const tabs: readonly Tab[] = ["answer", "waiting", "snoozed", "done", "all", "outbox"];

interface InboxSearch {
  show?: string | undefined;
  who?: string | undefined;
  q?: string | undefined;
  c?: Id | undefined;
}

export function useInboxAddress() {
  const search = useSearch({ strict: false }) as InboxSearch;
  const navigate = useNavigate();
  const set = useCallback(
    (edit: InboxSearch, replace = false) =>
      void navigate({ to: ".", search: (before: object) => ({ ...before, ...edit }), replace }),
    [navigate],
  );
  const tab: Tab = tabs.find((one) => one === search.show) ?? "answer";
  const who: Who = search.who === "all" ? "all" : "prospects";
  return { tab, who, q: search.q ?? "", chosen: search.c, set };
}

/** The one that takes the place of one that has left the list. */
export const heir = <T>(rows: readonly T[], index: number): T | undefined => rows[Math.min(index, rows.length - 1)];

const nothing: Conversation[] = [];

export function useInbox(list: RefObject<ConversationListHandle | null>, isNarrow: boolean) {
  const { tab, who, q, chosen, set } = useInboxAddress();
  const answer = useInfiniteQuery({
    ...inboxQuery({ show: tab === "outbox" ? "answer" : tab, who, search: q }),
    enabled: tab !== "outbox",
  });
  const { data, isPlaceholderData } = answer;
  const rows = useMemo(() => {
    const seen = new Set<Id>();
    // A conversation that came while one read on has pushed others to the next page.
    return data ? data.pages.flatMap((page) => page.items).filter(({ id }) => !seen.has(id) && seen.add(id)) : nothing;
  }, [data]);
  const index = rows.findIndex(({ id }) => id === chosen);
  const last = useRef<{ id: Id; index: number } | null>(null);
  const choose = useCallback((id: Id | undefined, replace = true) => set({ c: id }, replace), [set]);
  useEffect(() => {
    if (isPlaceholderData || chosen === undefined) return;
    if (index >= 0) last.current = { id: chosen, index };
    else if (last.current?.id === chosen) {
      const next = heir(rows, last.current.index);
      last.current = null;
      choose(isNarrow ? undefined : next?.id);
      if (next && list.current?.hasFocus()) list.current.focus(next.id);
    }
  }, [index, rows, chosen, isPlaceholderData, isNarrow, choose, list]);
  const first = isNarrow || isPlaceholderData ? undefined : rows[0]?.id;
  /** What is shown; `chosen` is what somebody asked to see. */
  const shown = chosen ?? first;
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === shown);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    choose(next.id);
    list.current?.focus(next.id);
    if (at + by > rows.length - 10 && answer.hasNextPage) void answer.fetchNextPage();
  };
  return { tab, who, q, set, list, answer, rows, chosen, shown, choose, step };
}
