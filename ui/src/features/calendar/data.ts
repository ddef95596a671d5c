// Reading the calendar: a stretch of time, one event, the meetings of a prospect.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { EventShown, Id, OccurrenceList, ProspectRow, ReminderList, SearchAnswer, WorkDay } from "@/api/schema";

export const calendarQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ["calendar", from, to],
    queryFn: ({ signal }) => get<OccurrenceList>("/calendar", { from, to }, signal),
    placeholderData: keepPreviousData,
  });

export const eventQuery = (id: Id) =>
  queryOptions({
    queryKey: ["calendar", "event", id],
    queryFn: ({ signal }) => get<EventShown>(`/calendar/${id}`, undefined, signal),
  });

export const prospectMeetingsQuery = (prospect: Id) =>
  queryOptions({
    queryKey: ["calendar", "of", prospect],
    queryFn: ({ signal }) => get<OccurrenceList>("/calendar", { prospect, limit: 100 }, signal),
  });

/** What each day of a stretch is: worked or not, and why. */
export const workDaysQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["worktime", "days", from, to],
    queryFn: ({ signal }) => get<WorkDay[]>("/worktime/days", { from, to }, signal),
    placeholderData: keepPreviousData,
  });

/** Follow-ups that are not done, those without a time among them. */
export const pendingQuery = queryOptions({
  queryKey: ["reminders", "pending"],
  queryFn: ({ signal }) => get<ReminderList>("/reminders", { limit: 500 }, signal),
});

export const findPeople = async (q: string, signal: AbortSignal): Promise<ProspectRow[]> => {
  const found = await get<SearchAnswer>("/search", { q, limit: 6 }, signal);
  return [...found.prospects, ...found.similar].slice(0, 6);
};
