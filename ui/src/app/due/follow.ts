// Hears of follow-ups that have come due and tells of them: by the line of the page, which stays until it is answered, and by
// the system where the page is not in front. Whoever opens the laptop again is told once of all that was missed.
import { useSyncExternalStore } from "react";
import { leaveQuery, sessionQuery, todayQuery, worktimeQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, Occurrence, ReminderRow } from "@/api/schema";
import { words } from "@/app/i18n";
import { host, now } from "@/platform";
import { isWorked } from "./hours";
import { meetingNotice, notice } from "./notice";
import { add, isTime, nothing, PAUSE, shown } from "./queue";

/** So often what waits is looked at again. */
const LOOK = 5_000;

let queue = nothing;
let onPage: readonly ReminderRow[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(rows: readonly ReminderRow[]): void {
  onPage = rows;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What the line of the page tells. */
export const useTold = (): readonly ReminderRow[] => useSyncExternalStore(subscribe, () => onPage);

/** It was answered, or is not due any more. */
export const answered = (ids: ReadonlySet<Id>): void => show(onPage.filter(({ id }) => !ids.has(id)));

async function isWorkedNow(): Promise<boolean> {
  const [worktime, leave] = await Promise.all([
    queryClient.fetchQuery(worktimeQuery),
    queryClient.fetchQuery(leaveQuery),
  ]);
  return isWorked(worktime, leave, now());
}

export async function dueNow(): Promise<Set<Id>> {
  const { overdue, today } = await queryClient.fetchQuery({ ...todayQuery, staleTime: 0 });
  return new Set([...overdue, ...today].map(({ id }) => id));
}

async function tell(): Promise<void> {
  if (!isTime(queue, now(), await isWorkedNow())) return;
  const { waiting } = queue;
  queue = { waiting: [], saidAt: now() };
  const due = await dueNow();
  const fresh = waiting.filter(({ id }) => due.has(id));
  if (fresh.length === 0) return;
  const { ui } = (await queryClient.fetchQuery(sessionQuery)).settings;
  if (ui["notice.page"] !== false) show(shown(onPage, fresh, due));
  const isInFront = document.visibilityState === "visible" && document.hasFocus();
  if (ui["notice.system"] !== false && (!isInFront || ui["notice.page"] === false)) {
    const [only] = fresh;
    const w = words().due;
    const one = {
      opens: `/prospects/${only?.prospect_id}`,
      actions: [
        { id: "done", title: w.done },
        { id: "later", title: w.later },
      ],
      about: only,
    };
    await host.notify({ ...notice(fresh), open: w.open, ...(fresh.length === 1 ? one : { opens: "/today" }) });
  }
}

/** Until nothing waits. A core that is lost meanwhile is asked again. */
function look(): void {
  clearTimeout(timer);
  void tell()
    .catch(() => undefined)
    .then(() => {
      if (queue.waiting.length > 0) timer = setTimeout(look, Math.min(LOOK, PAUSE));
    });
}

/** Listens for as long as the page lives. */
export const followDue = (): (() => void) =>
  host.onEvent("due", (payload) => {
    queue = add(queue, payload as ReminderRow[]);
    if (queue.waiting.length > 0) look();
  });

/** Meetings that begin soon are said by the system: there is nothing to answer. */
export const followSoon = (): (() => void) =>
  host.onEvent("soon", (payload) => {
    const soon = payload as Occurrence[];
    if (soon.length > 0) void host.notify({ ...meetingNotice(soon), open: words().due.open, opens: "/calendar" });
  });
