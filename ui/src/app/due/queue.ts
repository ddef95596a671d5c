// What has come due waits here until it may be said: in working time, once a minute at most, all that waits together. Pure.
import type { Id, ReminderRow } from "@/api/schema";

export const PAUSE = 60_000;

export interface Queue {
  waiting: readonly ReminderRow[];
  /** When something was last said. */
  saidAt: number | null;
}

export const nothing: Queue = { waiting: [], saidAt: null };

/** The same one that comes again takes the place of the former. */
export function add(queue: Queue, rows: readonly ReminderRow[]): Queue {
  const ids = new Set(rows.map(({ id }) => id));
  return { ...queue, waiting: [...queue.waiting.filter(({ id }) => !ids.has(id)), ...rows] };
}

export const isTime = ({ waiting, saidAt }: Queue, now: number, isWorked: boolean): boolean =>
  waiting.length > 0 && isWorked && (saidAt === null || now - saidAt >= PAUSE || now < saidAt);

/** Those that are shown with those that come, without what is done or put off since. */
export function shown(
  before: readonly ReminderRow[],
  more: readonly ReminderRow[],
  due: ReadonlySet<Id>,
): ReminderRow[] {
  const ids = new Set(more.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...more].filter(({ id }) => due.has(id));
}
