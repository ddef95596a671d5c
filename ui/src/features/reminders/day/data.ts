// What the day asks the core beyond its own page: everybody without a follow-up, and the follow-ups of people in the trash.
import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import { todayQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { ProspectList, ReminderList, ReminderRow, Today } from "@/api/schema";
import { dayStart } from "@/format";
import { today } from "@/platform";

const MANY = 200;
const DAY = 86_400_000;

/** Asks for the day before its screen is drawn; a failure is for the screen to show. */
export const fetchToday = (): Promise<void> => queryClient.prefetchQuery(todayQuery);

/** So often the day is looked at again: what has a time becomes late by itself. */
export const MINUTE = 60_000;

export const idleQuery = queryOptions({
  queryKey: ["today", "idle"],
  queryFn: async ({ signal }) => {
    const day = await get<Today>("/today", { limit: 0, suggestions: MANY }, signal);
    return day.without_next;
  },
});

/** The page of the day leaves people in the trash out: theirs are asked for one by one, a few at most. */
const FEW = 10;

export const trashedQuery = queryOptions({
  queryKey: ["today", "trash"],
  queryFn: async ({ signal }): Promise<ReminderRow[]> => {
    const { items } = await get<ProspectList>("/prospects", { trash: true, limit: MANY }, signal);
    const end = dayStart(today()) + DAY;
    const due = items.filter(({ next_action_at: at }) => at !== null && at < end).slice(0, FEW);
    const lists = await Promise.all(
      due.map(({ id }) => get<ReminderList>("/reminders", { prospect: id, limit: 5 }, signal)),
    );
    return lists.flatMap((list) => list.items.filter(({ due_at: at }) => at < end));
  },
});
