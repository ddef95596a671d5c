// Times as the API takes them and as people read them: an instant is shown in the zone of this machine.
import type { Occurrence } from "@/api/schema";
import { dateTime, dayStart, localInput, shortDate, time } from "@/format";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The zone of this machine. */
export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** « 2026-11-24 ». */
export const dayOf = (at: number): string => localInput(at).slice(0, 10);
/** « 2026-11-24T14:00 ». */
export const local = (at: number): string => localInput(at);

/** The beginning of a day so many days later: not always 24 hours. */
export const addDays = (at: number, days: number): number => {
  const day = new Date(at);
  day.setDate(day.getDate() + days);
  return day.getTime();
};

export const midnight = (at: number): number => dayStart(dayOf(at));

/** The Monday of a day. */
export const monday = (at: number): number => {
  const day = midnight(at);
  return addDays(day, -((new Date(day).getDay() + 6) % 7));
};

export const firstOfMonth = (at: number): number => dayStart(`${dayOf(at).slice(0, 7)}-01`);
export const nextMonth = (at: number, by: number): number => {
  const day = new Date(firstOfMonth(at));
  day.setMonth(day.getMonth() + by);
  return day.getTime();
};

/** First and last instant of an occurrence as it is drawn: whole days are days here, wherever they were written. */
export const drawn = (one: Pick<Occurrence, "is_all_day" | "starts" | "ends" | "starts_at" | "ends_at">) =>
  one.is_all_day
    ? { start: dayStart(one.starts.slice(0, 10)), end: dayStart(one.ends.slice(0, 10)) }
    : { start: one.starts_at, end: one.ends_at };

/** « lun. 23 nov. 14:30 », « lun. 23 nov. ». */
export const said = (one: Pick<Occurrence, "is_all_day" | "starts" | "ends" | "starts_at" | "ends_at">): string =>
  one.is_all_day ? shortDate(drawn(one).start) : dateTime(one.starts_at);

/** « 14:30–15:30 ». */
export const hours = (one: Pick<Occurrence, "starts_at" | "ends_at">): string =>
  one.ends_at > one.starts_at ? `${time(one.starts_at)}–${time(one.ends_at)}` : time(one.starts_at);

/** One time of one event. */
export const keyOf = (one: Pick<Occurrence, "event_id" | "occurrence">): string =>
  `${one.event_id}|${one.occurrence ?? ""}`;
