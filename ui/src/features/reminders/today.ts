// The page of the day as it is kept, and what a write shows of it before the core has answered.
import { todayQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, ReminderRow, Today } from "@/api/schema";

const lists = ["overdue", "today", "upcoming"] as const;

/** The day without one follow-up. */
export function without(day: Today, id: Id, isDone: boolean): Today {
  const next: Today = { ...day, totals: { ...day.totals } };
  for (const list of lists) {
    const kept: ReminderRow[] = day[list].filter((row) => row.id !== id);
    if (kept.length === day[list].length) continue;
    next[list] = kept;
    next.totals[list] -= 1;
    if (isDone) next.totals.done += 1;
  }
  return next;
}

/** Shows the day without it; the answer puts it back. */
export function takeFromToday(id: Id, isDone: boolean): () => void {
  const { queryKey } = todayQuery;
  const before = queryClient.getQueryData(queryKey);
  if (!before) return () => {};
  // What was asked before this write answers with it.
  void queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData(queryKey, without(before, id, isDone));
  return () => queryClient.setQueryData(queryKey, before);
}
