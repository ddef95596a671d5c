// Writing meetings. Each is one operation, said with its undo; a refusal is said and changes nothing.
import { blob, del, patch, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type {
  CalendarReport,
  Done,
  EventEdit,
  EventNew,
  EventSaved,
  Occurrence,
  ReminderRow,
  ReminderSaved,
  SavedFile,
  Scope,
} from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { dateTime } from "@/format";
import { showToast } from "@/kit";
import { download, host, today } from "@/platform";
import { homeZone, said } from "./when";

const fresh = () => invalidate(queryClient, ["event", "event_prospect", "reminder"]);

async function write<T extends { operation: string | null }>(
  run: () => Promise<T>,
  say: (answer: T) => string,
): Promise<T | null> {
  try {
    const answer = await run();
    undoToast(say(answer), answer.operation);
    fresh();
    return answer;
  } catch (error) {
    failureToast(error);
    fresh();
    return null;
  }
}

/** Throws what the core refuses: the form says it beside the field. */
export async function addMeeting(meeting: Partial<EventNew>): Promise<void> {
  const { event, operation } = await post<EventSaved>("/calendar", meeting);
  undoToast(words().calendar.done.added({ title: event.title, when: said(event) }), operation);
  fresh();
}

/** The same from the palette, where a refusal is said by itself. */
export const planMeeting = ({ id, name }: { id: string; name: string }, starts: string): Promise<void> =>
  addMeeting({ title: words().calendar.form.titleOf({ name }), starts, prospects: [id], zone: homeZone() }).catch(
    failureToast,
  );

export async function editMeeting(id: string, edit: Partial<EventEdit>): Promise<void> {
  const { event, operation } = await patch<EventSaved>(`/calendar/${id}`, edit);
  undoToast(words().calendar.done.edited({ title: event.title }), operation);
  fresh();
}

/** Moves a meeting, or makes it longer or shorter; answers whether it was done. */
export async function moveMeeting(
  one: Occurrence,
  scope: Scope,
  to: { starts: string; ends?: string },
): Promise<boolean> {
  const which = { occurrence: one.is_recurring ? one.occurrence : null, scope };
  const done = await write(
    () => patch<EventSaved>(`/calendar/${one.event_id}`, { which, ...to }),
    ({ event }) => words().calendar.done.moved({ title: event.title, when: said(event) }),
  );
  return done !== null;
}

export async function removeMeeting(one: Occurrence, scope: Scope): Promise<boolean> {
  const which = one.is_recurring ? { occurrence: one.occurrence, scope } : {};
  const done = await write(
    () => del<Done>(`/calendar/${one.event_id}`, which),
    () => words().calendar.done.removed({ title: one.title }),
  );
  return done !== null;
}

/** Gives a follow-up its time. */
export async function placeReminder(row: ReminderRow, at: string): Promise<boolean> {
  const done = await write(
    () => patch<ReminderSaved>(`/reminders/${row.id}`, { at }),
    ({ reminder }) => words().calendar.done.placed({ name: row.name, when: dateTime(reminder.due_at) }),
  );
  return done !== null;
}

export async function importCalendar(): Promise<void> {
  const [picked] = await host.pickFiles([{ name: words().calendar.filter, extensions: ["ics", "ical"] }]);
  if (!picked) return;
  const file = picked.kind === "path" ? { path: picked.path } : { text: await picked.file.text() };
  await write(
    () => post<CalendarReport>("/calendar/import", file),
    (report) =>
      words().calendar.done.imported({
        created: report.created,
        updated: report.updated,
        unchanged: report.unchanged,
        skipped: report.skipped.reduce((sum, one) => sum + one.count, 0),
      }),
  ).then((report) => {
    // What changed nothing has nothing to take back, but is said all the same.
    if (report && report.operation === null)
      showToast({
        text: words().calendar.done.imported({
          created: 0,
          updated: 0,
          unchanged: report.unchanged,
          skipped: report.skipped.reduce((sum, one) => sum + one.count, 0),
        }),
      });
  });
}

export async function exportCalendar(): Promise<void> {
  const w = words().calendar;
  const name = `${w.fileName}-${today()}.ics`;
  try {
    const target = await host.pickSave(name, [{ name: w.filter, extensions: ["ics"] }]);
    if (!target) return;
    if (target.kind === "download") {
      download(await blob("POST", "/calendar/export", {}), name);
      showToast({ text: w.done.saved });
      return;
    }
    const saved = await post<SavedFile>("/calendar/export", { path: target.path });
    const reveal = { label: w.done.reveal, run: () => void host.reveal(saved.path) };
    showToast({ text: w.done.exported(saved.rows), action: reveal });
  } catch (error) {
    failureToast(error);
  }
}
