// What the grid draws: meetings, and the follow-ups that have a time. Working hours come from the calendar of working time.
import type { Occurrence, ReminderRow, WorkDay } from "@/api/schema";
import { language } from "@/app/i18n";
import { whatOf } from "@/features/reminders";
import { dayStart } from "@/format";
import type { GridEvent } from "./Grid";
import { drawn, homeZone, keyOf, MINUTE } from "./when";

/** How long a follow-up with a time is drawn. */
const CALL = 30 * MINUTE;

function lookOf(one: Occurrence): string {
  if (one.status === "cancelled") return "is-cancelled";
  if (one.source !== "local") return "is-source";
  if (one.status === "tentative") return "is-tentative";
  return one.is_busy ? "is-meeting" : "is-free";
}

function detailOf(one: Occurrence): string {
  const people = one.people.map((person) => person.name).filter((name) => !one.title.includes(name));
  // Whoever reads a time of another zone is told which it is there.
  const zone = one.zone !== homeZone() && one.zone !== "UTC" && !one.is_all_day;
  return [...people, one.place, zone ? `${one.starts.slice(11, 16)} ${one.zone}` : null].filter(Boolean).join(" · ");
}

export function eventsOf(
  meetings: readonly Occurrence[],
  reminders: readonly ReminderRow[],
  from: number,
  to: number,
): GridEvent[] {
  const events: GridEvent[] = meetings.map((one) => ({
    id: keyOf(one),
    ...drawn(one),
    allDay: one.is_all_day,
    title: one.title,
    detail: detailOf(one),
    className: lookOf(one),
    movable: one.source === "local",
    resizable: one.source === "local",
    of: { meeting: one },
  }));
  for (const row of reminders) {
    if (!row.is_timed || row.in_trash || row.due_at < from || row.due_at >= to) continue;
    events.push({
      id: `reminder|${row.id}`,
      start: row.due_at,
      end: row.due_at + CALL,
      allDay: false,
      title: `${whatOf(row)} · ${row.name}`,
      detail: row.company ?? "",
      className: row.kind === "call" ? "is-call" : "is-reminder",
      movable: true,
      resizable: false,
      of: { reminder: row },
    });
  }
  return events;
}

const minutesOf = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
};

/** The hours that are worked, as instants. */
export const workedOf = (days: readonly WorkDay[]): { start: number; end: number }[] =>
  days.flatMap((day) =>
    day.hours.map((span) => {
      const at = (text: string) => {
        const date = new Date(dayStart(day.day));
        date.setMinutes(minutesOf(text));
        return date.getTime();
      };
      return { start: at(span.from), end: at(span.to) };
    }),
  );

/** Days that are not worked, and the names of those that have one. */
export function namedOf(days: readonly WorkDay[]): { named: Map<string, string>; off: Set<string> } {
  const named = new Map<string, string>();
  const off = new Set<string>();
  for (const { day, working, reason } of days) {
    if (!working) off.add(day);
    if (reason?.kind === "holiday") named.set(day, language() === "en" ? reason.name.en : reason.name.fr);
    if (reason?.kind === "leave" && reason.label) named.set(day, reason.label);
  }
  return { named, off };
}
