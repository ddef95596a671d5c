// The day as lines of one list: headings, follow-ups, people without one. Pure.
import type { Id, ProspectRow, ReminderRow, Today } from "@/api/schema";

export type Section = "overdue" | "today" | "upcoming" | "without_next";

export type Line =
  | { kind: "head"; key: string; section: Section; count: number; folded: boolean | null }
  | { kind: "reminder"; key: string; prospect: Id; row: ReminderRow }
  | { kind: "idle"; key: string; prospect: Id; row: ProspectRow }
  /** More than the core was asked for. */
  | { kind: "rest"; key: string; count: number }
  | { kind: "more"; key: string; count: number };

/** Lines that can be chosen. */
export type RowLine = Extract<Line, { prospect: Id }>;

export const isRow = (line: Line): line is RowLine => line.kind === "reminder" || line.kind === "idle";

export const heightOf = ({ kind }: Line): number => ({ head: 44, reminder: 58, idle: 58, rest: 36, more: 44 })[kind];

const reminderLine = (row: ReminderRow): Line => ({ kind: "reminder", key: row.id, prospect: row.prospect_id, row });

interface Shown {
  /** Follow-ups of people in the trash. */
  trashed: readonly ReminderRow[];
  upcomingOpen: boolean;
  /** All those without a follow-up, where they were asked for. */
  idle: readonly ProspectRow[] | undefined;
}

export function linesOf(day: Today, { trashed, upcomingOpen, idle = day.without_next }: Shown): Line[] {
  const lines: Line[] = [];
  const add = (section: Exclude<Section, "without_next">, rows: readonly ReminderRow[], folded: boolean | null) => {
    const count = day.totals[section];
    const gone = trashed.filter((row) => row.state === section);
    if (rows.length + gone.length === 0) return;
    lines.push({ kind: "head", key: section, section, count, folded });
    if (folded) return;
    lines.push(...rows.map(reminderLine), ...gone.map(reminderLine));
    if (count > rows.length) lines.push({ kind: "rest", key: `${section} rest`, count: count - rows.length });
  };
  add("overdue", day.overdue, null);
  add("today", day.today, null);
  add("upcoming", day.upcoming, !upcomingOpen);
  if (idle.length > 0) {
    const count = day.totals.without_next;
    lines.push({ kind: "head", key: "without_next", section: "without_next", count, folded: null });
    for (const row of idle) lines.push({ kind: "idle", key: `idle ${row.id}`, prospect: row.id, row });
    const isSample = idle === day.without_next;
    // With nothing left to do, the whole is offered above the list.
    const isOffered = isSample && day.totals.overdue + day.totals.today === 0;
    if (count > idle.length && isSample && !isOffered) lines.push({ kind: "more", key: "more", count });
    if (count > idle.length && !isSample) lines.push({ kind: "rest", key: "without rest", count: count - idle.length });
  }
  return lines;
}
