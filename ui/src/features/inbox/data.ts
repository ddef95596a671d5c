// What the inbox reads: its pages, one conversation, who a stranger is, and how many wait for an answer.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { Id } from "@/api/schema";
import { locale, type Messages, words } from "@/app/i18n";
import { daysSince, sameDay, shortDate, shortDay, time } from "@/format";
import { now } from "@/platform";
import type { ArrivalBadge, Conversation, Correspondent, Inbox, Show, Stranger, Thread, Who } from "./types";

const PAGE = 100;

export interface Asked {
  show: Show;
  who: Who;
  search: string;
}

export const inboxQuery = ({ show, who, search }: Asked) =>
  infiniteQueryOptions({
    queryKey: ["inbox", "list", { show, who, search }],
    queryFn: ({ signal, pageParam }) =>
      get<Inbox>("/inbox", { show, who, search, limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : undefined;
    },
    placeholderData: keepPreviousData,
  });

/** How many wait for an answer: the figure of the sidebar. */
export const inboxCountQuery = queryOptions({
  queryKey: ["inbox", "count"],
  queryFn: ({ signal }) => get<Inbox>("/inbox", { show: "answer", who: "prospects", limit: 1 }, signal),
});

/** Whether there is any conversation at all. */
export const anyConversationQuery = queryOptions({
  queryKey: ["inbox", "any"],
  queryFn: async ({ signal }) => (await get<Inbox>("/inbox", { show: "all", who: "all", limit: 1 }, signal)).total > 0,
});

export const threadQuery = (id: Id) =>
  queryOptions({
    queryKey: ["inbox", "thread", id],
    queryFn: ({ signal }) => get<Thread>(`/inbox/${id}`, undefined, signal),
  });

export const strangerQuery = (id: Id) =>
  queryOptions({
    queryKey: ["inbox", "stranger", id],
    queryFn: ({ signal }) => get<Stranger | null>(`/inbox/${id}/stranger`, undefined, signal),
  });

/** What it is about, without what every answer puts before it. */
export const aboutOf = (subject: string | null): string =>
  (subject ?? "").replace(/^(\s*(re|aw|sv|tr|fwd?|wg|rv|réf?)(\[\d+\])?\s*:\s*)+/i, "");

export const nameOf = ({ name, address }: Pick<Correspondent, "name" | "address">): string => name || address;

/** « Camille Andrieux, Hugo Lefèvre et 2 autres ». */
export function whoText({ people, more }: Pick<Conversation, "people" | "more">): string {
  const w = words().inbox;
  const [first, ...others] = people;
  if (!first) return w.nobody;
  const rest = others.length + more;
  return rest === 0 ? nameOf(first) : w.withOthers({ name: nameOf(first), count: rest });
}

/** « 14:20 », « hier », « 20 nov. » — as short as a list has room for. */
export function rowTime(at: number): string {
  if (sameDay(at, now())) return time(at);
  return daysSince(at) === 1 ? words().inbox.yesterday : shortDate(at);
}

/** The first letter of the word in small within a sentence of French or English. */
const small = (text: string): string => text.charAt(0).toLocaleLowerCase(locale()) + text.slice(1);

/** What the badge of something that arrived says. */
export function arrivalText(arrival: ArrivalBadge, w: Messages["inbox"]): string {
  if (arrival.kind === "away" && arrival.back_on)
    return w.arrivals.awayUntil({ day: small(shortDay(arrival.back_on)) });
  return w.arrivals[arrival.kind];
}
