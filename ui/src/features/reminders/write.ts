// Writing follow-ups and calls. Each is one operation, said with its undo; a refusal is said and changes nothing.
import { del, patch, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type {
  ActivitySaved,
  CallNew,
  Done,
  Id,
  ReminderDone,
  ReminderEdit,
  ReminderNew,
  ReminderRow,
  ReminderSaved,
  RemindersPlanned,
} from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { localInput } from "@/format";
import { whenText } from "./due";
import { takeFromToday } from "./today";

export interface Person {
  id: Id;
  name: string;
}

const fresh = () => invalidate(queryClient, ["reminder", "activity", "prospect"]);

/** Does it, says it, and answers whether it was done. */
async function write<T extends { operation: Id | null }>(
  run: () => Promise<T>,
  say: (answer: T) => string,
  records = 1,
) {
  try {
    const answer = await run();
    undoToast(say(answer), answer.operation, records);
    fresh();
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}

const due = (row: ReminderRow): string => whenText(row.due_at, row.is_timed);

export const plan = ({ id, name }: Person, reminder: ReminderNew): Promise<boolean> =>
  write(
    () => post<ReminderSaved>(`/prospects/${id}/reminders`, reminder),
    (answer) => words().reminders.done.planned({ name, when: due(answer.reminder) }),
  );

/** The same for several, at once. */
export function planAll(people: readonly Person[], reminder: ReminderNew): Promise<boolean> {
  const [only] = people;
  if (people.length === 1 && only) return plan(only, reminder);
  return write(
    () => post<RemindersPlanned>("/reminders", { prospect_ids: people.map(({ id }) => id), reminder }),
    ({ planned }) => words().reminders.done.plannedMany(planned),
    people.length,
  );
}

/** Off the list of the day at once; back if the core refuses. */
async function offToday(row: ReminderRow, run: () => Promise<boolean>, isDone: boolean): Promise<boolean> {
  const back = takeFromToday(row.id, isDone);
  const done = await run();
  if (!done) back();
  return done;
}

export const complete = (row: ReminderRow, done: ReminderDone): Promise<boolean> =>
  offToday(
    row,
    () =>
      write(
        () => post<ReminderSaved>(`/reminders/${row.id}/done`, done),
        ({ next }) => {
          const w = words().reminders.done;
          return next ? w.doneNext({ name: row.name, when: due(next) }) : w.done({ name: row.name });
        },
      ),
    true,
  );

export const putOff = (row: ReminderRow, until: string): Promise<boolean> =>
  offToday(
    row,
    () =>
      write(
        () => post<ReminderSaved>(`/reminders/${row.id}/snooze`, { until }),
        ({ reminder }) => words().reminders.done.later({ name: row.name, when: due(reminder) }),
      ),
    false,
  );

/** What a form changes of a follow-up. A day that stayed is left alone: a series goes on counting from where it began. */
export function editOf(row: ReminderRow, form: ReminderNew): ReminderEdit {
  const { at, ...edit } = form;
  const stays = row.is_timed ? localInput(row.due_at) : row.due_on;
  return {
    ...edit,
    ...(at === stays ? {} : { at }),
    title: form.title ?? "",
    repeat: form.repeat ?? { every: 0, unit: "day" },
  };
}

export const editReminder = (row: ReminderRow, edit: ReminderEdit): Promise<boolean> =>
  write(
    () => patch<ReminderSaved>(`/reminders/${row.id}`, edit),
    () => words().reminders.done.edited({ name: row.name }),
  );

export const removeReminder = (row: ReminderRow): Promise<boolean> =>
  offToday(
    row,
    () =>
      write(
        () => del<Done>(`/reminders/${row.id}`),
        () => words().reminders.done.removed({ name: row.name }),
      ),
    false,
  );

export const logCall = ({ id, name }: Person, call: CallNew): Promise<boolean> =>
  write(
    () => post<ActivitySaved>(`/prospects/${id}/calls`, call),
    () => words().reminders.done.called({ name }),
  );
