// Entries by local day, and with them what was changed of the record on that day. Pure.
import type { Activity, FieldChange } from "@/api/schema";
import { sameDay } from "@/format";

export interface Day {
  at: number;
  entries: Activity[];
  changes: FieldChange[];
}

/** Told by entries of their own, or kept by the program. */
const told = new Set(["stage_id", "last_interaction_at", "lost_reason_id", "stage_changed_at", "deleted_at"]);
const records = new Set(["prospect", "address", "prospect_tag", "company"]);

const isEdit = ({ entity, kind, field }: FieldChange): boolean =>
  records.has(entity) && !(field !== null && told.has(field)) && !(entity === "prospect" && kind === "insert");

/** What somebody changed of the record, apart from what the timeline tells anyway: what she came in with is told by her beginning. */
export function editsOf(changes: readonly FieldChange[]): FieldChange[] {
  const born = changes.find(({ entity, kind }) => entity === "prospect" && kind === "insert")?.operation;
  return changes.filter((change) => isEdit(change) && change.operation !== born);
}

/**
 * Newest first. `from` is where the entries that are there end: what was changed before waits for them.
 */
export function daysOf(entries: readonly Activity[], changes: readonly FieldChange[], from: number): Day[] {
  const all = [
    ...entries.map((entry) => ({ at: entry.at, entry })),
    ...changes.filter((change) => change.at >= from).map((change) => ({ at: change.at, change })),
  ].sort((a, b) => b.at - a.at);
  const days: Day[] = [];
  for (const one of all) {
    let day = days.at(-1);
    if (!day || !sameDay(day.at, one.at)) {
      day = { at: one.at, entries: [], changes: [] };
      days.push(day);
    }
    if ("entry" in one) day.entries.push(one.entry);
    else day.changes.push(one.change);
  }
  return days;
}
