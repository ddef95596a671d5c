// Reading follow-ups: those of a prospect, and what a sentence plans.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get, post } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { Id, ReminderList, Understood } from "@/api/schema";

/** Those of one prospect that are not done, the next one first. */
export const remindersQuery = (prospect: Id) =>
  queryOptions({
    queryKey: ["reminders", prospect],
    queryFn: ({ signal }) => get<ReminderList>("/reminders", { prospect, limit: 50 }, signal),
  });

export const understoodQuery = (text: string) =>
  queryOptions({
    queryKey: ["understood", text],
    queryFn: ({ signal }) => post<Understood>("/reminders/understand", { text }, signal),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    // « demain » is another day tomorrow.
    staleTime: 30_000,
    gcTime: 30_000,
  });

/** What exactly this text says, however fast it was typed. */
export const understand = (text: string): Promise<Understood> => queryClient.fetchQuery(understoodQuery(text.trim()));
