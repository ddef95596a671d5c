// A run through the calls of the day: which ones, where it is, and what was said of those that are over, so that an undo finds
// it again. It draws nothing and writes nothing.
import { useSyncExternalStore } from "react";
import type { CallOutcome, Id, ReminderRow, Today } from "@/api/schema";
import type { QuickDay } from "../form/quick";
import { endCall, isRunning, type Running, resume } from "../running";

export interface Run {
  /** The follow-ups in their order, as they were when it began. */
  rows: readonly ReminderRow[];
  /** The one that is being called. */
  at: Id;
  prospect: Id;
  /** Calls that are over, with what was said of them. */
  over: ReadonlyMap<Id, Running>;
}

let current: Run | null = null;
const listeners = new Set<() => void>();

function set(next: Run | null): void {
  current = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useRun = (): Run | null => useSyncExternalStore(subscribe, () => current);

/** The calls that are to be made today, the late ones first. */
export const callsOf = (day: Pick<Today, "overdue" | "today">): ReminderRow[] =>
  [...day.overdue, ...day.today].filter((row) => row.kind === "call" && !row.in_trash);

/** Whose turn it is: the first one behind that is still to be called, else the first one of all. */
export function turn(rows: readonly ReminderRow[], isOpen: (id: Id) => boolean, after: Id): ReminderRow | undefined {
  const from = rows.findIndex(({ id }) => id === after);
  const behind = rows.slice(from + 1).find(({ id }) => isOpen(id));
  return behind ?? rows.slice(0, Math.max(0, from)).find(({ id }) => isOpen(id));
}

export function startRun(rows: readonly ReminderRow[], from?: Id): void {
  const first = rows.find(({ id }) => id === from) ?? rows[0];
  if (first) set({ rows, at: first.id, prospect: first.prospect_id, over: new Map() });
}

export function goTo({ id, prospect_id }: ReminderRow): void {
  if (current) set({ ...current, at: id, prospect: prospect_id });
}

export function isOver(id: Id, said: Running): void {
  if (current) set({ ...current, over: new Map([...current.over, [id, said]]) });
}

/** An undo brought it back: it is called again, with what was said of it. */
export function again(row: ReminderRow): void {
  if (!current) return;
  const over = new Map(current.over);
  const said = over.get(row.id);
  over.delete(row.id);
  if (said) resume(row.prospect_id, said);
  set({ ...current, over, at: row.id, prospect: row.prospect_id });
}

/** What was begun of the last one waits in its sheet; where nothing was, no call was made. */
export function leaveRun(): void {
  if (current && isRunning(current.prospect, true) === false) endCall(current.prospect);
  set(null);
}

/** What is usually next after a call that ended so. */
export const usualNext: Record<CallOutcome, QuickDay | "nothing"> = {
  reached: "in1week",
  message: "in3days",
  no_answer: "tomorrow",
  wrong_number: "nothing",
};
