// When a follow-up is due, in words, and how it is to be seen: late, none, or as it should be.
import type { ProspectRow, ReminderRow } from "@/api/schema";
import { words } from "@/app/i18n";
import { dateTime, daysSince, shortDate, time } from "@/format";
import { now } from "@/platform";

export type DueTone = "danger" | "warn" | "plain";

export interface DueText {
  text: string;
  tone: DueTone;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const weekday = (at: number): string => dateTime(at).replace(/ \d?\d:\d\d$/, "");

/** « aujourd’hui 14:00 », « demain », « mar. 24 nov. 14:00 ». */
export function whenText(at: number, isTimed: boolean): string {
  const w = words().reminders.due;
  const days = -daysSince(at);
  const day = days === 0 ? w.today : days === 1 ? w.tomorrow : weekday(at);
  return isTimed ? w.at({ day, time: time(at) }) : day;
}

/** « retard 3 j »; within the day by hours and minutes. */
export function lateText(at: number, days: number): string {
  const w = words().reminders.due;
  if (days > 0) return w.late({ days });
  const late = now() - at;
  if (late >= HOUR) return w.lateHours({ hours: Math.floor(late / HOUR) });
  return w.lateMinutes({ minutes: Math.max(1, Math.floor(late / MINUTE)) });
}

/** In a list of follow-ups, where the section says the day: the time, or how late it is. */
export function rowDue(row: ReminderRow): DueText {
  if (row.state === "overdue") return { text: lateText(row.due_at, row.days_late), tone: "danger" };
  const isToday = row.state === "today";
  const text = isToday ? (row.is_timed ? time(row.due_at) : "") : whenText(row.due_at, row.is_timed);
  return { text, tone: "plain" };
}

/** What a row of a list says of its prospect’s next action. */
export function nextAction(
  { next_action_at: at, next_action_timed: isTimed }: Pick<ProspectRow, "next_action_at" | "next_action_timed">,
  isAwaited: boolean,
): DueText {
  const w = words().reminders.due;
  if (at === null) return isAwaited ? { text: w.none, tone: "warn" } : { text: "", tone: "plain" };
  const days = daysSince(at);
  if (days > 0 || (days === 0 && isTimed && at < now())) return { text: lateText(at, days), tone: "danger" };
  if (days < -1) return { text: shortDate(at), tone: "plain" };
  return { text: whenText(at, isTimed), tone: "plain" };
}

export const toneClass: Record<DueTone, string> = {
  danger: "text-danger",
  warn: "text-warn",
  plain: "text-text-2",
};

/** What is to be done: « Appel — point sur le devis », or a word where nothing more was said. */
export function whatOf({ kind, title }: Pick<ReminderRow, "kind" | "title">): string {
  const word = words().reminders.kinds[kind];
  if (!title) return word;
  return kind === "other" ? title : `${word} — ${title}`;
}
